import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, clockSlack, day, minute, type Role } from '../../src/kernel/index.ts';
import { isFactorDue } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';

const first = 'Harbour-violet-17';
const second = 'Quiet-Orchard-99z';
const eves = strangerAt('203.0.113.66', 'Eve');
const carls = strangerAt('198.51.100.1', 'Carl');

onEveryEngine('an account that staff give another mailbox', (engine) => {
  let home: Installation;
  let chief: User;
  let boss: User;
  let eve: User;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
    const person = (login: string, role: Role) =>
      home.confirmed({ login, email: `${login}@example.com`, role, password: first });
    [chief, boss, eve] = [
      await person('chief', 'settings'),
      await person('boss', 'settings'),
      await person('eve', 'access'),
    ];
    await home.app.settings.change(home.operator, 'approve_administrator_resets', true);
  });
  after(() => home.close());

  interface Planted {
    carl: User;
    /** Where staff say that Carl is reached. */
    email: string;
    passkey: SoftwarePasskey;
  }
  const signInWith = async (by: Caller, login: string, password: string, knownBrowser?: string) => {
    await home.later(minute);
    return home.app.sessions.signIn(by, { login, password, knownBrowser });
  };
  const signInByPasskey = async (passkey: SoftwarePasskey) => {
    await home.later(minute);
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    const answer = { passkey: passkey.answer(challenge), challenge, knownBrowser: undefined };
    return home.app.sessions.signInWithPasskey(eves, answer);
  };
  const addPasskey = async (caller: Caller): Promise<SoftwarePasskey> => {
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const passkey = softwarePasskey();
    await home.app.factors.addPasskey(caller, { response: passkey.register(challenge), challenge, name: 'Phone' });
    return passkey;
  };
  const linkIn = async (email: string, subject: RegExp) => {
    await home.later(minute);
    return tokenIn((await home.letters(email)).find((letter) => subject.test(letter.subject)));
  };
  const redeem = async (by: Caller, token: string, password: string) => {
    const { id } = await home.app.resets.show(token);
    const set = { password, confirmPassword: password };
    return home.app.resets.complete(by, { token, linkId: id, browser: 'browser', ...set });
  };
  const give = (user: User, email: string) => home.app.users.edit(signedIn(eve), user.id, { change: { email } });
  const now = async (user: User): Promise<User> => {
    const found = await home.app.users.byId(home.app.database.read, user.id);
    assert.ok(found);
    return found;
  };
  const factorsOf = (user: User) => home.app.factors.of(home.app.database.read, user.id);
  /** Whoever creates accounts makes one for Carl, gets into it by a mailbox of their own, and then gives it Carl's. */
  const planted = async (): Promise<Planted> => {
    const login = `carl-${engine.name}-${++names}`.toLowerCase();
    const own = `${login}@evil.example`;
    const { user } = await home.app.resets.invite(signedIn(eve), { login, name: 'Carl Carver', email: own }, {});
    await redeem(eves, await linkIn(own, /invitation/), first);
    await signInWith(eves, login, first);
    const passkey = await addPasskey(signedIn(user, '203.0.113.66'));
    const email = `${login}@example.com`;
    return { carl: await give(user, email), email, passkey };
  };
  const approved = async (act: Promise<unknown>): Promise<string[]> => {
    const id = (await refuses(act, 'approval_needed')).details.approval;
    const { changes } = await home.app.approvals.find(signedIn(boss), id);
    await home.app.approvals.approve(signedIn(boss), id);
    return changes.map(({ field, before: old, after: wanted }) => `${field}: ${old} → ${wanted}`);
  };
  const raise = (user: User, role: Role) => home.app.users.edit(signedIn(chief), user.id, { change: { role } });

  it('I-50 is no way to an administrator for whoever was in it before: it rises with a password set by its present mailbox alone', async () => {
    const { carl, email, passkey } = await planted();
    const given = home.clock.now();
    await home.later(8 * day);
    const told = await approved(raise(carl, 'settings'));
    assert.ok(told.includes(`email_given_at: null → ${new Date(given).toISOString()}`), told.join());
    assert.equal((await now(carl)).role, 'settings');
    await refuses(signInWith(eves, carl.login, first), 'wrong_credentials');
    await refuses(signInByPasskey(passkey), 'passkey_refused');
    const done = await redeem(carls, await linkIn(email, /^Password reset/), second);
    assert.equal(done.session, undefined, 'the passkey counts still, until staff take it away');
    await refuses(signInByPasskey(passkey), 'passkey_refused');
  });

  it('I-50 rises to no lesser role of staff with it either, whoever gives it', async () => {
    const { carl, email } = await planted();
    await home.app.users.edit(signedIn(eve), carl.id, { change: { role: 'helpdesk' } });
    await refuses(signInWith(eves, carl.login, first), 'wrong_credentials');
    assert.ok(await linkIn(email, /^Password reset/));
    const { carl: other } = await planted();
    await raise(other, 'access');
    await refuses(signInWith(eves, other.login, first), 'wrong_credentials');
  });

  it('I-50 rises no other way where mailbox and role are given at once', async () => {
    const login = `both-${engine.name}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@evil.example`, password: first });
    const change = { email: `${login}@example.com`, role: 'settings' } as const;
    const told = await approved(home.app.users.edit(signedIn(chief), user.id, { change }));
    assert.match(told.join(), /email_given_at: null → 2/);
    await refuses(signInWith(eves, login, first), 'wrong_credentials');
  });

  it('I-50 rises no other way where the mailbox is taken away instead', async () => {
    const login = `none-${engine.name}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@evil.example`, password: first });
    await give(user, '');
    await home.later(8 * day);
    assert.match((await approved(raise(user, 'settings'))).join(), /email_given_at: null → 2/);
    await refuses(signInWith(eves, login, first), 'wrong_credentials');
  });

  it('keeps no passkey open that was there before its owner set a password by the mailbox', async () => {
    const { carl, email, passkey } = await planted();
    await home.later(minute);
    await home.app.resets.send(signedIn(chief), carl.id, {});
    const done = await redeem(carls, await linkIn(email, /^Password reset/), second);
    assert.equal(done.session, undefined);
    await refuses(signInByPasskey(passkey), 'passkey_refused');
    assert.deepEqual(
      (await factorsOf(carl)).passkeys.map(({ disowned }) => disowned),
      [true],
    );
    await home.app.factors.removeAll(signedIn(chief), carl.id, { identityCheck: 'known', note: '' });
    openedSession(await signInWith(carls, carl.login, second));
    await addPasskey(signedIn(carl));
    await home.later(8 * day);
    assert.doesNotMatch((await approved(raise(carl, 'settings'))).join(), /email_given_at/);
    const back = await signInWith(carls, carl.login, second);
    assert.ok(isFactorDue(back), 'what was set by the mailbox stays, and so does what was added since');
  });

  it('is not made its holder’s by a mailbox of their own in between', async () => {
    const { carl, email, passkey } = await planted();
    const own = `${carl.login}-2@evil.example`;
    const caller = signedIn(carl, '203.0.113.66');
    const confirm = async () => {
      await home.app.resets.changeEmail(caller, { email: own, password: first });
      await home.app.resets.confirmEmail(caller, await linkIn(own, /^Confirm/));
    };
    await confirm();
    const [warning] = (await home.letters(email)).filter(({ text }) => text.includes('not_me'));
    await confirm();
    await home.app.resets.notMe(carls, tokenIn(warning), 'not_me');
    assert.equal((await now(carl)).email, email);
    await redeem(carls, await linkIn(email, /^Password reset/), second);
    await refuses(signInByPasskey(passkey), 'passkey_refused');
  });

  it('keeps none open either where its owner takes it back while its address is somebody’s login, and begins anew still', async () => {
    const { carl, email, passkey } = await planted();
    const own = `${carl.login}-3@evil.example`;
    const caller = signedIn(carl, '203.0.113.66');
    await home.later(8 * day);
    await home.app.resets.changeEmail(caller, { email: own, password: first });
    await home.app.resets.confirmEmail(caller, await linkIn(own, /^Confirm/));
    const dummy = await home.app.users.create(signedIn(eve), { login: email, name: 'Dummy' });
    const warning = (await home.letters(email)).find(({ text }) => text.includes('not_me'));
    const { done } = await home.app.resets.notMe(carls, tokenIn(warning), 'not_me');
    assert.ok(done.includes('no_address'), done.join());
    const set = await redeem(carls, await linkIn(email, /^Password reset/), second);
    assert.equal((await now(carl)).email, undefined);
    assert.equal(set.session, undefined, 'the passkey counts still');
    await home.later(day);
    await refuses(signInByPasskey(passkey), 'passkey_refused');
    assert.equal((await now(carl)).emailProvenAt, undefined, 'no address, no proof of one');
    await home.app.users.archive(home.operator, dummy.id);
    assert.match((await approved(raise(carl, 'settings'))).join(), /email_given_at: null → 2/);
    await refuses(signInWith(carls, carl.login, second), 'wrong_credentials');
  });

  it('I-50 rises with no passkey that was just added in a process whose clock is ahead', async () => {
    const login = `ahead-${engine.name}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@evil.example`, password: first });
    await give(user, `${login}@example.com`);
    const passkey = await home.whileAhead(clockSlack - 1, () => addPasskey(signedIn(user)));
    await approved(raise(user, 'settings'));
    await refuses(signInByPasskey(passkey), 'passkey_refused');
  });

  it('ends its sessions and forgets its browsers and devices, and goes on with its password and second factor', async () => {
    const login = `wed-${engine.name}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, password: first });
    const { token, knownBrowser } = openedSession(await signInWith(carls, login, first));
    const passkey = await addPasskey(signedIn(user));
    const shown = { mark: undefined, used: undefined };
    const device = await home.app.database.write((tx) => home.app.factors.remember(tx, carls, user, shown));
    await give(user, `${login}@EXAMPLE.com`);
    assert.ok(await home.app.sessions.whoIs(token), 'the same mailbox, written another way');
    await give(user, `${login}.married@example.com`);
    assert.equal(await home.app.sessions.whoIs(token), undefined);
    await home.later(minute);
    const signIn = { login, password: first, knownBrowser, device };
    assert.ok(isFactorDue(await home.app.sessions.signIn(carls, signIn)), 'no device spares it the factor any more');
    const known = await home.app.database.read
      .selectFrom('known_browsers')
      .selectAll()
      .where('user_id', '=', user.id)
      .where('forgotten', '=', 0)
      .execute();
    assert.deepEqual(known, []);
    assert.ok((await signInByPasskey(passkey)).token);
  });

  it('is its holder’s, with all that they have, once they confirm the mailbox signed in', async () => {
    const login = `proven-${engine.name}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, password: first });
    const passkey = await addPasskey(signedIn(user));
    const moved = await give(user, `${login}.married@example.com`);
    const email = moved.email ?? '';
    await home.app.resets.changeEmail(signedIn(user), { email, password: first });
    await home.app.resets.confirmEmail(signedIn(user), await linkIn(email, /^Confirm/));
    await home.later(8 * day);
    assert.doesNotMatch((await approved(raise(moved, 'settings'))).join(), /email_given_at/);
    assert.ok(isFactorDue(await signInWith(carls, login, first)));
    assert.ok((await signInByPasskey(passkey)).token);
  });
});
