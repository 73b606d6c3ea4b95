import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createPiecemeal, moveHousekeepingTime } from '../../src/database/index.ts';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';
import { type OpenedAccounts, type Owner, old, openAccounts, stranger } from './accounts.ts';

onEveryEngine('an account that may be taken back', (engine) => {
  let home: OpenedAccounts;
  before(async () => {
    home = await openAccounts(engine);
  });
  after(() => home.close());

  const addPasskey = async ({ thief }: Owner): Promise<SoftwarePasskey> => {
    const { challenge } = await home.app.factors.offerPasskey(thief);
    const passkey = softwarePasskey();
    await home.app.factors.addPasskey(thief, { response: passkey.register(challenge), challenge, name: 'Late' });
    return passkey;
  };

  describe('does not hear any more, from a letter about anything before,', () => {
    /** As many notices as somebody finds who sees the mailbox once. */
    const collected = async (owner: Owner, many: number): Promise<string[]> => {
      for (let made = 0; made < many; made++) await setPassword(owner);
      const notices = (await home.letters(owner.email)).filter(
        ({ subject }) => subject === 'Your password was changed',
      );
      return notices.slice(0, many).map(tokenIn);
    };
    const setPassword = async ({ user }: Owner): Promise<void> => {
      await home.later(minute);
      const { link } = await home.app.resets.send(home.operator, user.id, { printLink: true });
      await home.redeem(/token=([\w-]+)/.exec(link ?? '')?.[1] ?? '');
      await home.later(minute);
    };
    const works = async (token: string) => (await home.app.resets.showNotMe(token)).about;

    it('once it was taken back', async () => {
      const owner = await home.somebody();
      await home.signInAnew(owner);
      await home.signInAnew(owner);
      await home.app.resets.changeEmail(owner.thief, { email: 'elsewhere@example.net', password: old });
      const signIn = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      const address = await home.tokenFrom(owner.email, 'Your email address is being changed');
      assert.deepEqual([await works(signIn), await works(address)], ['sign_in', 'address']);
      await home.later(minute);
      await home.app.resets.notMe(stranger, address, 'not_me');
      await refuses(home.app.resets.notMe(stranger, signIn, 'not_me'), 'link_expired');
      await refuses(home.app.resets.notMe(stranger, signIn, 'mine'), 'link_expired');
    });

    it('once its owner has set a password by a link, whose notice brings the next button', async () => {
      const owner = await home.somebody();
      const [newest = '', ...earlier] = await collected(owner, 3);
      assert.equal(await works(newest), 'password');
      for (const token of earlier) await refuses(home.app.resets.showNotMe(token), 'link_expired');
    });

    it('once its owner has set a password by a link, also where they proved the address that they have before', async () => {
      const owner = await home.somebody();
      await home.signInAnew(owner);
      await home.signInAnew(owner);
      const copied = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await home.move(owner, owner.email);
      await setPassword(owner);
      await refuses(home.app.resets.notMe(stranger, copied, 'not_me'), 'link_expired');
    });

    it('once staff gave it another address, also where the letter was written only then', async () => {
      const owner = await home.somebody();
      const [token = ''] = await collected(owner, 1);
      const at = home.clock.now();
      await home.later(minute);
      const change = { email: `k-${owner.user.login}@example.net` };
      await home.app.users.edit(home.operator, owner.user.id, { change });
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
      const late = await home.writtenAgain('password_changed', owner, { at, by: 'link' });
      await refuses(home.app.resets.showNotMe(late.token), 'link_expired');
    });

    it('once its owner has set a password by a link, also where they moved to this mailbox lately', async () => {
      const owner = await home.somebody();
      const own = `r-${owner.user.login}@example.net`;
      await home.move(owner, own);
      await home.later(day);
      await home.signInAnew(owner);
      await home.signInAnew(owner);
      const token = await home.tokenFrom(own, 'Rekey alert: sign-in from a new device');
      const before = await home.tokenFrom(owner.email, 'Your email address is being changed');
      await setPassword(owner);
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
      assert.equal(await works(before), 'address');
    });

    it('once it was taken back from there, however often it moves on', async () => {
      const owner = await home.somebody();
      await home.signInAnew(owner);
      await home.signInAnew(owner);
      await home.move(owner, `s-${owner.user.login}@example.net`);
      await home.later(minute);
      await home.app.resets.send(home.operator, owner.user.id, {});
      await home.redeem(await home.tokenFrom(`s-${owner.user.login}@example.net`, 'Password reset'));
      await home.later(minute);
      const kept = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await home.takesBack(owner, 'Your email address is being changed');
      await home.later(minute);
      const password = await home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
      await home.move(owner, `u-${owner.user.login}@example.net`, password);
      await refuses(home.app.resets.notMe(stranger, kept, 'not_me'), 'link_expired');
    });

    it('once it was archived, also when it is back, and also from a mailbox that it had left', async () => {
      const owner = await home.somebody();
      await home.signInAnew(owner);
      await home.signInAnew(owner);
      const token = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await home.move(owner, `t-${owner.user.login}@example.net`);
      await home.later(minute);
      await home.app.users.archive(home.operator, owner.user.id);
      await home.app.users.unarchive(home.operator, owner.user.id);
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
    });
  });

  it('hears every letter still where a clock far ahead told, before it was put right, when it was secured', async () => {
    const owner = await home.somebody();
    const password = await home.whileAhead(30 * day, async () => {
      await home.app.resets.send(home.operator, owner.user.id, {});
      return home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    });
    await home.later(minute);
    const thief = strangerAt('203.0.113.9');
    await home.app.sessions.signIn(thief, { login: owner.user.login, password, knownBrowser: undefined });
    await home.later(minute);
    const button = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    assert.equal((await home.app.resets.notMe(stranger, button, 'not_me')).about, 'sign_in');
    await refuses(home.app.resets.notMe(stranger, button, 'not_me'), 'link_used');
  });

  it('hears of what happens after it was secured, also once the moment has come that a clock ahead told for that', async () => {
    const owner = await home.somebody();
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const before = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    const password = await home.whileAhead(2 * day, async () => {
      await home.app.resets.send(home.operator, owner.user.id, {});
      return home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    });
    await home.app.users.sweep(createPiecemeal(home.app));
    await home.later(minute);
    const thief = strangerAt('203.0.113.9');
    await home.app.sessions.signIn(thief, { login: owner.user.login, password, knownBrowser: undefined });
    await home.later(minute);
    const button = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    await refuses(home.app.resets.showNotMe(before), 'link_expired');
    await home.later(3 * day);
    assert.equal((await home.app.resets.notMe(stranger, button, 'not_me')).about, 'sign_in');
  });

  it('F-09 stays secured where the server starts with a clock years behind', async () => {
    const owner = await home.somebody();
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const before = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    await home.later(hour);
    await home.app.database.write((tx) => moveHousekeepingTime(tx, home.clock.now()));
    home.clock.jump(-20 * 365 * day);
    await home.app.users.sweep(createPiecemeal(home.app));
    home.clock.jump(20 * 365 * day);
    await refuses(home.app.resets.showNotMe(before), 'link_expired');
  });

  it('hears a former mailbox still when whoever moved it sets a password by a link of their own', async () => {
    const owner = await home.somebody();
    const other = `l-${owner.user.login}@example.net`;
    await home.move(owner, other);
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await home.redeem(await home.tokenFrom(other, 'Password reset'));
    await home.later(minute);
    await home.takesBack(owner, 'Your email address is being changed');
  });

  it('hears a mailbox still to which staff brought the account back, whatever was done from the other one meanwhile', async () => {
    const owner = await home.somebody();
    const [other, third] = [`v-${owner.user.login}@example.net`, `w-${owner.user.login}@example.net`];
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    await home.move(owner, other);
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    const thiefs = await home.redeem(await home.tokenFrom(other, 'Password reset'));
    await home.later(minute);
    await home.move(owner, third, thiefs);
    await home.later(minute);
    const claims = await Promise.all([
      home.tokenFrom(other, 'Your password was changed'),
      home.tokenFrom(other, 'Your email address is being changed'),
    ]);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    await home.later(minute);
    for (const claim of claims) await refuses(home.app.resets.notMe(stranger, claim, 'not_me'), 'link_expired');
    const signIn = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
    assert.equal((await home.app.resets.showNotMe(signIn)).about, 'sign_in');
    const { done } = await home.app.resets.notMe(stranger, button, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    const guess = { login: owner.user.login, password: thiefs, knownBrowser: undefined };
    await refuses(home.app.sessions.signIn(stranger, guess), 'wrong_credentials');
  });

  it('hears a mailbox still to which it came back by itself, whatever was done from the other one meanwhile', async () => {
    for (const comesBack of ['edited', 'proven'] as const) {
      const owner = await home.somebody({ role: 'settings' });
      const other = `d-${owner.user.login}@example.net`;
      await home.move(owner, other);
      await home.later(minute);
      const passkey = await addPasskey(owner);
      await home.later(minute);
      await home.app.resets.send(home.operator, owner.user.id, {});
      const thiefs = await home.redeem(await home.tokenFrom(other, 'Password reset'));
      await home.later(minute);
      if (comesBack === 'edited') await home.edit(owner, owner.email);
      else await home.move(owner, owner.email, thiefs);
      await home.later(minute);
      const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
      const { done } = await home.app.resets.notMe(stranger, button, 'not_me');
      assert.ok(done.includes('factors'));
      await home.later(2 * day); // strangers pause no more
      const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
      const answer = { passkey: passkey.answer(challenge), challenge };
      await refuses(home.app.sessions.signInWithPasskey(stranger, answer), 'passkey_refused');
    }
  });

  it('hears no button of before it was secured, also once staff brought it back from where it went after that', async () => {
    const owner = await home.somebody();
    const other = `z-${owner.user.login}@example.net`;
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const copied = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    await home.app.resets.send(home.operator, owner.user.id, {});
    const known = await home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    await refuses(home.app.resets.showNotMe(copied), 'link_expired');
    await home.move(owner, other, known);
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await home.redeem(await home.tokenFrom(other, 'Password reset'));
    await home.later(minute);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    await refuses(home.app.resets.showNotMe(copied), 'link_expired');
    await refuses(home.app.resets.notMe(stranger, copied, 'not_me'), 'link_expired');
    const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
    assert.equal((await home.app.resets.showNotMe(button)).about, 'address');
  });

  it('is heard where staff brought it back to, also where a clock ahead told when it was secured before it left', async () => {
    const owner = await home.somebody();
    const other = `a-${owner.user.login}@example.net`;
    const known = await home.whileAhead(2 * day, async () => {
      await home.app.resets.send(home.operator, owner.user.id, {});
      return home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    });
    await home.move(owner, other, known);
    const sweep = () => home.app.users.sweep(createPiecemeal(home.app));
    await sweep();
    await home.later(minute);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    await home.later(minute);
    await sweep();
    const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
    assert.equal((await home.app.resets.notMe(stranger, button, 'not_me')).about, 'address');
  });

  it('hears no mailbox any more that it had left before the one to which staff brought it back', async () => {
    const owner = await home.somebody();
    const [own, thiefs] = [`x-${owner.user.login}@example.net`, `y-${owner.user.login}@example.net`];
    await home.move(owner, own);
    await home.later(day);
    await home.move(owner, thiefs);
    await home.later(minute);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: own } });
    const former = await home.tokenFrom(owner.email, 'Your email address is being changed');
    await refuses(home.app.resets.notMe(stranger, former, 'not_me'), 'link_expired');
    const button = await home.tokenFrom(own, 'Your email address is being changed');
    await home.app.resets.notMe(stranger, button, 'not_me');
    assert.equal(await home.emailOf(owner), own);
  });
});
