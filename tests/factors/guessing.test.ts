import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AuthenticationResponseJSON } from '../../src/factors/index.ts';
import { day, hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { better, from, peopleOn } from './people.ts';

onEveryEngine('a second factor that is guessed at or changed', (engine) => {
  const { home, people } = peopleOn(engine);

  it('is slowed down for whoever guesses, and waits for nobody who knows it for long', async () => {
    const { user, secret } = await people.withApp();
    const step = await people.stepOf(user);
    const answers = [];
    for (let tries = 0; tries < 12; tries += 1)
      answers.push(await people.prove(step, '999999').catch((error: { code: string }) => error.code));
    assert.ok(answers.filter((code) => code === 'wrong_code').length <= 5, answers.join());
    await refuses(people.prove(step, people.codeOf(secret)), 'limited');
    home.clock.advance(9 * minute);
    await people.prove(step, people.codeOf(secret));
  });

  it('is waited for by nobody in a browser that they know, or from elsewhere, because strangers guess', async () => {
    const { user, secret, codes } = await people.withApp();
    const { sessions } = home.app;
    const guess = (address: string, step: string, how: { code?: string; knownBrowser?: string | undefined } = {}) => {
      const { code = 'wrong', knownBrowser } = how;
      return sessions.proveFactor(strangerAt(address), step, { proof: { code }, remember: false, knownBrowser });
    };
    const { session } = await people.prove(await people.stepOf(user), people.codeOf(secret));
    const { knownBrowser } = session;
    home.clock.advance(minute);
    const step = await people.stepOf(user);
    for (let tries = 0; tries < 14; tries += 1) await guess('198.51.100.9', step).catch(() => undefined);
    await refuses(guess('198.51.100.9', step, { code: people.codeOf(secret) }), 'limited');
    await guess('192.0.2.1', step, { code: people.codeOf(secret), knownBrowser });
    await guess('192.0.2.2', step, { code: codes[0] ?? '' });
    for (let tries = 0; tries < 100; tries += 1) await refuses(guess(`203.0.113.${tries}`, step), 'wrong_code');
    await refuses(guess('192.0.2.2', step, { code: codes[1] ?? '' }), 'limited');
    await guess('203.0.113.1', step, { code: codes[1] ?? '', knownBrowser });
    await home.app.resets.liftLimits(home.operator, user.id);
    await guess('192.0.2.2', step, { code: codes[2] ?? '' });
  });

  it('is guessed at without end by nobody of the staff, who would lift each time what holds guesses back', async () => {
    const { user } = await people.withApp();
    const [chief, other] = [await people.somebody('settings'), await people.somebody('settings')];
    const { sessions, resets } = home.app;
    const step = await people.stepOf(user);
    let tries = 0;
    /** Each from another source. */
    const guess = async () => {
      tries += 1;
      const at = strangerAt(`2001:db8:0:${tries.toString(16)}::1`);
      const given = { proof: { code: 'wrong' }, remember: false };
      return sessions.proveFactor(at, step, given).catch((error: { code: string }) => error.code);
    };
    const guessAll = async () => {
      while ((await guess()) === 'wrong_code');
    };
    const lift = () => resets.liftLimits(chief.caller, user.id);
    await guessAll();
    for (let lifted = 0; lifted < 5; lifted += 1) {
      await lift();
      await guessAll();
    }
    await refuses(lift(), 'limited');
    assert.equal(await guess(), 'limited');
    assert.ok(tries < 610, String(tries));
    await resets.liftLimits(other.caller, user.id);
    await resets.liftLimits(chief.caller, other.user.id);
    home.clock.advance(day);
    await lift();
  });

  /** A link that was mailed, pressed as often as wanted; each press answers a step, and once the mark of the browser. */
  const linkOf = async (user: User) => {
    await home.app.resets.send(home.operator, user.id, {});
    const letters = await home.letters(`${user.login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: better, confirmPassword: better };
    return async (knownBrowser?: string) => {
      const done = await home.app.resets.complete(from, { ...input, knownBrowser });
      return { step: done.factorDue ?? '', knownBrowser: done.knownBrowser };
    };
  };
  const guessEach = async (step: string, marks: readonly (string | undefined)[]): Promise<number> => {
    let compared = 0;
    for (const knownBrowser of marks.flatMap((mark) => [mark, mark, mark, mark])) {
      const given = { proof: { code: 'wrong' }, remember: false, knownBrowser };
      const code = await home.app.sessions
        .proveFactor(from, step, given)
        .catch((error: { code: string }) => error.code);
      if (code === 'wrong_code') compared += 1;
    }
    return compared;
  };

  it('is not guessed at anew with every press of one link, nor with marks of one’s own choice', async () => {
    const { user } = await people.withApp();
    const press = await linkOf(user);
    const won = await press('own choice');
    assert.notEqual(won.knownBrowser, 'own choice');
    const marks = [won.knownBrowser];
    for (let presses = 0; presses < 20; presses += 1) marks.push((await press(`mark ${presses}`)).knownBrowser);
    assert.equal(marks.filter((mark) => mark !== undefined).length, 1, 'only the press that wins makes one known');
    assert.ok((await guessEach(won.step, [...marks, ...marks.map((_, index) => `mark ${index}`)])) <= 10);
  });

  it('is guessed at 20 times an hour and 100 a day in browsers that are known by links alone, whatever fills the others', async () => {
    const { user, secret, codes } = await people.withApp();
    const proved = (await people.prove(await people.stepOf(user), people.codeOf(secret))).session.knownBrowser;
    const guess = (step: string, code: string, knownBrowser: string | undefined, at = from) =>
      home.app.sessions.proveFactor(at, step, { proof: { code }, remember: false, knownBrowser });
    const old = await people.stepOf(user);
    for (let tries = 0; tries < 100; tries += 1)
      await refuses(guess(old, 'wrong', undefined, strangerAt(`203.0.113.${tries}`)), 'wrong_code');
    await refuses(guess(old, codes[0] ?? '', undefined, strangerAt('192.0.2.2')), 'limited');
    const { step, knownBrowser } = await (await linkOf(user))(proved);
    assert.notEqual(knownBrowser, proved, 'the browser that is known already goes on under a fresh mark');
    const known = () => home.app.database.write((tx) => home.app.sessions.know(tx, user, undefined));
    const links = await Promise.all(Array.from({ length: 6 }, known));
    assert.equal(await guessEach(step, links), 20);
    await refuses(guess(step, codes[0] ?? '', links[5]), 'limited');
    await refuses(guess(step, codes[0] ?? '', proved), 'limited');
    await guess(step, codes[0] ?? '', knownBrowser);
    await home.app.resets.liftLimits(home.operator, user.id);
    await guess(step, codes[1] ?? '', links[5]);
    let compared = 0;
    for (let hours = 0; hours < 7; hours += 1) {
      const fresh = await Promise.all(Array.from({ length: 6 }, known));
      compared += await guessEach(await people.stepOf(user, better), fresh);
      home.clock.advance(hour);
    }
    assert.equal(compared, 100);
  });

  it('waits for nothing that failed before where it is a passkey, which nobody guesses', async () => {
    const { user } = await people.withApp();
    const step = await people.stepOf(user);
    for (let tries = 0; tries < 8; tries += 1) await people.prove(step, 'wrong').catch(() => undefined);
    await refuses(people.prove(step, 'wrong'), 'limited');
    const passkey = { id: 'none' } as AuthenticationResponseJSON;
    const proof = { passkey, challenge: 'none' };
    await refuses(home.app.sessions.proveFactor(from, step, { proof, remember: false }), 'passkey_refused');
  });

  it('can be changed by its owner ten times an hour in each way, every time told by a letter', async () => {
    const { user, caller, secret } = await people.withApp();
    const { factors } = home.app;
    const told = async () => (await home.letters(`${user.login}@example.com`)).length;
    const drawn: string[][] = [];
    const before = await told();
    for (let times = 0; times < 10; times += 1) drawn.push((await factors.drawRecoveryCodes(caller)).codes);
    await refuses(factors.drawRecoveryCodes(caller), 'limited');
    assert.equal(await told(), before + 10);

    for (let times = 0; times < 10; times += 1) {
      await home.later(minute);
      await people.prove(await people.stepOf(user), people.codeOf(secret), true);
      assert.equal(await factors.forgetDevices(caller), 1);
    }
    await people.prove(await people.stepOf(user), drawn.at(-1)?.[0] ?? '', true);
    await refuses(factors.forgetDevices(caller), 'limited');
    const { rememberedDevices, recoveryCodes } = await factors.of(home.app.database.read, user.id);
    assert.deepEqual([rememberedDevices, recoveryCodes], [1, 9], 'the last ones drawn still hold');

    await home.later(hour);
    assert.equal(await factors.forgetDevices(caller), 1);
    await factors.drawRecoveryCodes(caller);
  });

  it('can be added ten times an hour, and taken away whenever it is there', async () => {
    const { user, caller } = await people.somebody();
    const { factors } = home.app;
    const add = async () => {
      const { secret } = await factors.offerTotp(caller);
      await home.later(minute);
      return factors.confirmTotp(caller, people.codeOf(secret));
    };
    for (let times = 0; times < 10; times += 1) {
      await add();
      await factors.removeTotp(caller);
    }
    await refuses(add(), 'limited');
    assert.equal((await factors.of(home.app.database.read, user.id)).totp, undefined);
    assert.equal((await home.letters(`${user.login}@example.com`)).length, 20);
    await home.later(hour);
    await add();
  });
});
