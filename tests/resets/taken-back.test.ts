import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';

const stranger = strangerAt('192.0.2.7');
const old = 'Old-Meadow-71';

let home: Installation;
let names = 0;

interface Owner {
  user: User;
  email: string;
  /** Whoever knows the password and has signed in with it. */
  thief: Caller;
}

async function somebody(user: { role?: User['role'] } = {}): Promise<Owner> {
  const login = `kept-${++names}`;
  const email = `${login}@example.com`;
  const made = await home.confirmed({ login, email, password: old, ...user });
  return { user: made, email, thief: signedIn(made, '198.51.100.9') };
}

/** Moves the account's letters to another address, proven and all. */
async function move({ thief }: Owner, to: string): Promise<void> {
  await home.later(minute);
  await home.app.resets.changeEmail(thief, { email: to, password: old });
  await home.app.resets.confirmEmail(thief, await tokenFrom(to, 'Confirm your email address'));
}

const emailOf = async ({ user }: Owner) => (await home.app.users.byId(home.app.database.read, user.id))?.email;

async function tokenFrom(address: string, subject: string): Promise<string> {
  const letter = (await home.letters(address)).find((one) => one.subject.startsWith(subject));
  assert.ok(letter, `${address} got "${subject}"`);
  return tokenIn(letter);
}

async function linksMailedTo(address: string): Promise<number> {
  return (await home.letters(address)).filter(({ subject }) => subject.startsWith('Password reset')).length;
}

/** From a browser that the account does not know. */
async function signInAnew({ user }: Owner): Promise<void> {
  await home.app.sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined });
  await home.later(minute);
}

onEveryEngine('an account that is taken back', (engine) => {
  before(async () => {
    home = await openInstallation(engine);
    await somebody({ role: 'settings' });
  });
  after(() => home.close());

  /** The owner presses the button that came to the first address. */
  const takesBack = async (owner: Owner, subject: string): Promise<void> => {
    const { done } = await home.app.resets.notMe(stranger, await tokenFrom(owner.email, subject), 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'address', 'told']);
    assert.equal(await emailOf(owner), owner.email);
    assert.equal(await linksMailedTo(owner.email), 1);
  };

  it('I-16 gets back the first address, however often it was moved since', async () => {
    const owner = await somebody();
    const others = ['b', 'c', 'd'].map((name) => `${name}-${owner.user.login}@example.net`);
    for (const other of others) await move(owner, other);
    const first = (await home.letters(owner.email)).filter(
      ({ subject }) => subject === 'Your email address is being changed',
    );
    assert.equal(first.length, 1, 'later changes are told where letters go then');
    await takesBack(owner, 'Your email address is being changed');
    for (const other of others) assert.equal(await linksMailedTo(other), 0);
  });

  it('I-16 gets back its address with the button in the letter about a sign-in', async () => {
    const owner = await somebody();
    await signInAnew(owner);
    await signInAnew(owner);
    const other = `e-${owner.user.login}@example.net`;
    await move(owner, other);
    await takesBack(owner, 'Rekey alert: sign-in from a new device');
    assert.equal(await linksMailedTo(other), 0);
  });

  it('I-16 gets back its address with the button in the notice of a changed password', async () => {
    const owner = await somebody();
    const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
    await home.app.sessions.changePassword(owner.thief, next);
    const other = `f-${owner.user.login}@example.net`;
    await home.later(minute);
    await home.app.resets.changeEmail(owner.thief, { email: other, password: 'Harbour-violet-29' });
    await home.app.resets.confirmEmail(owner.thief, await tokenFrom(other, 'Confirm your email address'));
    await takesBack(owner, 'Your password was changed');
    assert.equal(await linksMailedTo(other), 0);
  });

  it('I-16 gets back the address of an administrator, which whoever is signed in edits without any letter', async () => {
    const owner = await somebody({ role: 'settings' });
    await signInAnew(owner);
    await signInAnew(owner);
    for (const email of [`g-${owner.user.login}@example.net`, '']) {
      await home.app.users.edit(owner.thief, owner.user.id, { change: { email } });
      await home.later(minute);
    }
    await takesBack(owner, 'Rekey alert: sign-in from a new device');
  });

  it('keeps an address that was moved before what the letter tells of, and says nothing of it', async () => {
    const owner = await somebody();
    const own = `own-${owner.user.login}@example.net`;
    await move(owner, own);
    await home.later(hour);
    await signInAnew(owner);
    await signInAnew(owner);
    const token = await tokenFrom(own, 'Rekey alert: sign-in from a new device');
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.deepEqual([await emailOf(owner), await linksMailedTo(own)], [own, 1]);
  });

  it('keeps its address where the change that a letter told of never went through', async () => {
    const owner = await somebody();
    await home.app.resets.changeEmail(owner.thief, { email: `h-${owner.user.login}@example.net`, password: old });
    const token = await tokenFrom(owner.email, 'Your email address is being changed');
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.equal(await emailOf(owner), owner.email);
  });
});
