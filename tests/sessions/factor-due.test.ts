import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { TOTP } from 'otpauth';
import { minute, second } from '../../src/kernel/index.ts';
import { isFactorDue } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const password = 'Lantern-harbour-58';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
const from = strangerAt('198.51.100.7', firefox);
const subject = 'Rekey alert: your password was entered on a new device';
let people = 0;

onEveryEngine('a right password that no second factor follows', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
    await home.confirmed({ login: 'chief', email: 'chief@example.com', role: 'settings', password });
  });
  after(() => home.close());

  /** Somebody who has signed in once, and has an authenticator app since. */
  const somebody = async () => {
    const login = `due-${engine.name}-${people++}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, password });
    const input = { login, password, knownBrowser: undefined };
    const { knownBrowser } = openedSession(await home.app.sessions.signIn(strangerAt('192.0.2.1'), input));
    const { secret } = await home.app.factors.offerTotp(signedIn(user));
    await home.app.factors.confirmTotp(signedIn(user), codeOf(secret));
    home.clock.advance(minute);
    return { user, secret, knownBrowser };
  };
  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  const enterPassword = async (user: User, knownBrowser?: string, step?: string): Promise<string> => {
    home.clock.advance(second);
    const answer = await home.app.sessions.signIn(from, { login: user.login, password, knownBrowser, step });
    assert.ok(isFactorDue(answer));
    return answer.factorDue;
  };
  const lettersOf = async (user: User) =>
    (await home.letters(user.email ?? '')).filter((letter) => letter.subject === subject);
  const asked = async (user: User) => {
    const { items } = await home.app.audit.list(home.operator, { subjectId: user.id });
    return items.filter(({ event }) => event === 'session.factor_asked').map(({ details }) => details);
  };

  it('is in the record, and told its owner once it is too late for the factor', async () => {
    const { user } = await somebody();
    await enterPassword(user);
    assert.deepEqual(await asked(user), [{ by: 'password', new_browser: true, noticed: true }]);
    await home.later(9 * minute);
    assert.equal((await lettersOf(user)).length, 0);
    await home.later(minute);
    const [letter, ...others] = await lettersOf(user);
    assert.equal(others.length, 0);
    assert.match(letter?.text ?? '', /Network address: 198\.51\.100\.7\. Browser: Firefox on Linux\./);
    assert.match(letter?.text ?? '', /did\s+not\s+give\s+the\s+second\s+factor/);
  });

  it('can be disowned: the password is void, and administrators hear why', async () => {
    const { user, secret } = await somebody();
    const step = await enterPassword(user);
    await home.later(10 * minute);
    const token = tokenIn((await lettersOf(user))[0]);
    assert.equal((await home.app.resets.showNotMe(token)).about, 'factor_due');
    const { done } = await home.app.resets.notMe(from, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'factors_left', 'letter', 'pause', 'told']);
    const code = { proof: { code: codeOf(secret) }, remember: false };
    await refuses(home.app.sessions.proveFactor(from, step, code), 'not_signed_in');
    const [alert] = await home.letters('chief@example.com');
    assert.equal(alert?.subject, 'Rekey alert: password entered by somebody else');
  });

  it('is told by no letter where the factor follows, at the first try or a later one: that sign-in is', async () => {
    const { user, secret } = await somebody();
    const step = await enterPassword(user, undefined, await enterPassword(user));
    await home.app.sessions.proveFactor(from, step, { proof: { code: codeOf(secret) }, remember: false });
    await home.later(10 * minute);
    assert.equal((await lettersOf(user)).length, 0);
    const [letter] = await home.letters(user.email ?? '');
    assert.equal(letter?.subject, 'Rekey alert: sign-in from a new device');
  });

  it('is told though the person signs in meanwhile behind the same address, in a browser of the same kind', async () => {
    const [{ user, secret }, other] = [await somebody(), await somebody()];
    await enterPassword(user);
    const step = await enterPassword(user, undefined, await enterPassword(other.user));
    await home.app.sessions.proveFactor(from, step, { proof: { code: codeOf(secret) }, remember: false });
    await home.later(10 * minute);
    assert.equal((await lettersOf(user)).length, 1);
    assert.equal((await lettersOf(other.user)).length, 1);
  });

  it('is only in the record where the person has used the browser before', async () => {
    const { user, knownBrowser } = await somebody();
    await enterPassword(user, knownBrowser);
    await home.later(10 * minute);
    assert.deepEqual([await asked(user), (await lettersOf(user)).length], [[{ by: 'password' }], 0]);
  });

  it('sends few letters however often it happens, and hides no sign-in behind them', async () => {
    const { user, secret } = await somebody();
    for (let times = 0; times < 7; times += 1) await enterPassword(user);
    await home.later(10 * minute);
    assert.equal((await lettersOf(user)).length, 5);
    const step = await enterPassword(user);
    await home.app.sessions.proveFactor(from, step, { proof: { code: codeOf(secret) }, remember: false });
    const [letter] = await home.letters(user.email ?? '');
    assert.equal(letter?.subject, 'Rekey alert: sign-in from a new device');
  });

  it('leaves neither a session nor a known browser where the password goes while the factor is proved', async () => {
    for (let turns = 0; turns < 12; turns += 2) {
      const { user, secret } = await somebody();
      const step = await enterPassword(user);
      const given = { proof: { code: codeOf(secret) }, remember: false, knownBrowser: `mark-${turns}` };
      const proving = home.app.sessions.proveFactor(from, step, given).catch(() => undefined);
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      await home.app.database.write(async (tx) => {
        await home.app.users.hold(tx, user.id);
        const change = { user, by: 'void', caller: home.operator } as const;
        await home.app.users.replacePassword(tx, change);
      });
      await proving;
      const known = await home.app.database.read
        .selectFrom('known_browsers')
        .select('digest')
        .where('user_id', '=', user.id)
        .where('forgotten', '=', 0)
        .execute();
      assert.deepEqual(known, []);
      assert.deepEqual(await home.app.sessions.of(home.operator, user.id), []);
    }
  });
});
