import assert from 'node:assert/strict';
import { type Caller, minute } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import type { Engine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';

export const stranger = strangerAt('192.0.2.7');
export const old = 'Old-Meadow-71';

export interface Owner {
  user: User;
  email: string;
  /** Whoever knows the password and has signed in with it. */
  thief: Caller;
}

/** An installation, its owners of accounts, and what is done to these. */
export interface OpenedAccounts extends Installation {
  somebody(user?: { role?: User['role'] }): Promise<Owner>;
  /** Moves the account's letters to another address, proven and all. */
  move(owner: Owner, to: string, password?: string): Promise<void>;
  /** Staff edit their own address without any proof. */
  edit(owner: Owner, email: string): Promise<User>;
  changePassword(owner: Owner): Promise<void>;
  emailOf(owner: Owner): Promise<string | undefined>;
  /** That of the newest letter to an address whose subject begins so. */
  tokenFrom(address: string, subject: string): Promise<string>;
  linksMailedTo(address: string): Promise<number>;
  /** Sets a new password with a link, and answers it. */
  redeem(token: string): Promise<string>;
  /** A letter that a mail server put off, written again for the next attempt. */
  writtenAgain(kind: string, owner: Owner, data: Record<string, unknown>): Promise<{ to: string; token: string }>;
  /** From a browser that the account does not know. */
  signInAnew(owner: Owner): Promise<void>;
  /** The owner presses the button that came to the first address. */
  takesBack(owner: Owner, subject: string): Promise<void>;
}

export async function openAccounts(engine: Engine): Promise<OpenedAccounts> {
  const home = await openInstallation(engine);
  const opened = { ...home, ...accountsIn(home) };
  await opened.somebody({ role: 'settings' });
  return opened;
}

function accountsIn(home: Installation): Omit<OpenedAccounts, keyof Installation> {
  const { database, resets, sessions, users } = home.app;
  let names = 0;

  const tokenFrom: OpenedAccounts['tokenFrom'] = async (address, subject) => {
    const letter = (await home.letters(address)).find((one) => one.subject.startsWith(subject));
    assert.ok(letter, `${address} got "${subject}"`);
    return tokenIn(letter);
  };
  const emailOf: OpenedAccounts['emailOf'] = async ({ user }) => (await users.byId(database.read, user.id))?.email;
  const linksMailedTo: OpenedAccounts['linksMailedTo'] = async (address) =>
    (await home.letters(address)).filter(({ subject }) => subject.startsWith('Password reset')).length;

  return {
    tokenFrom,
    emailOf,
    linksMailedTo,
    async somebody(user = {}) {
      const login = `kept-${++names}`;
      const email = `${login}@example.com`;
      const made = await home.confirmed({ login, email, password: old, ...user });
      return { user: made, email, thief: signedIn(made, '198.51.100.9') };
    },
    async move({ thief }, to, password = old) {
      await home.later(minute);
      await resets.changeEmail(thief, { email: to, password });
      await resets.confirmEmail(thief, await tokenFrom(to, 'Confirm your email address'));
    },
    edit: ({ user, thief }, email) => users.edit(thief, user.id, { change: { email } }),
    async changePassword({ thief }) {
      const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
      await sessions.changePassword(thief, next);
    },
    async redeem(token) {
      const { id } = await resets.show(token);
      const password = `Harbour-violet-${++names}`;
      await resets.complete(stranger, { token, linkId: id, browser: 'x', password, confirmPassword: password });
      return password;
    },
    async writtenAgain(kind, { user, email }, data) {
      const to = { name: user.name, address: email };
      const message = { kind, to, data: { user: user.id, ...data }, createdAt: Number(data['at']) };
      const written = await resets.composer.compose(message as unknown as Message);
      assert.ok('letter' in written, 'it is still sent');
      return { to: written.to.address, token: /not_me\?token=([\w-]+)/.exec(written.letter.text)?.[1] ?? '' };
    },
    async signInAnew({ user }) {
      await home.later(minute);
      await sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined });
      await home.later(minute);
    },
    async takesBack(owner, subject) {
      const { done } = await resets.notMe(stranger, await tokenFrom(owner.email, subject), 'not_me');
      assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'address', 'told']);
      assert.equal(await emailOf(owner), owner.email);
      assert.equal(await linksMailedTo(owner.email), 1);
    },
  };
}
