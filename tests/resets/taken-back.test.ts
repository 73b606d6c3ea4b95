import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Caller, day, hour, minute } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';

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
async function move({ thief }: Owner, to: string, password = old): Promise<void> {
  await home.later(minute);
  await home.app.resets.changeEmail(thief, { email: to, password });
  await home.app.resets.confirmEmail(thief, await tokenFrom(to, 'Confirm your email address'));
}

/** Staff edit their own address without any proof. */
const edit = ({ user, thief }: Owner, email: string): Promise<User> =>
  home.app.users.edit(thief, user.id, { change: { email } });

async function changePassword({ thief }: Owner): Promise<void> {
  const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
  await home.app.sessions.changePassword(thief, next);
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

async function redeem(token: string): Promise<string> {
  const { id } = await home.app.resets.show(token);
  const password = `Harbour-violet-${++names}`;
  await home.app.resets.complete(stranger, { token, linkId: id, browser: 'x', password, confirmPassword: password });
  return password;
}

/** A letter that a mail server put off, written again for the next attempt. */
async function writtenAgain(kind: string, { user, email }: Owner, data: Record<string, unknown>) {
  const to = { name: user.name, address: email };
  const message = { kind, to, data: { user: user.id, ...data }, createdAt: Number(data['at']) } as unknown as Message;
  const written = await home.app.resets.composer.compose(message);
  assert.ok('letter' in written, 'it is still sent');
  return { to: written.to.address, token: /not_me\?token=([\w-]+)/.exec(written.letter.text)?.[1] ?? '' };
}

/** From a browser that the account does not know. */
async function signInAnew({ user }: Owner): Promise<void> {
  await home.later(minute);
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
    await changePassword(owner);
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
    for (const email of [`g-${owner.user.login}@example.net`, '', `n-${owner.user.login}@example.net`]) {
      await edit(owner, email);
      await home.later(minute);
    }
    await takesBack(owner, 'Rekey alert: sign-in from a new device');
  });

  it('I-16 is nothing that a mailbox can claim which it was in only until it came back, however that is written', async () => {
    for (const spelt of [(email: string) => email, (email: string) => email.toUpperCase()]) {
      const owner = await somebody({ role: 'settings' });
      await signInAnew(owner);
      const between = `o-${owner.user.login}@example.net`;
      await edit(owner, between);
      await signInAnew(owner);
      await edit(owner, spelt(owner.email));
      await home.later(hour);
      await changePassword(owner);
      await home.later(hour);
      const theirs = await tokenFrom(between, 'Rekey alert: sign-in from a new device');
      await refuses(home.app.resets.notMe(stranger, theirs, 'not_me'), 'link_expired');
      assert.equal(await emailOf(owner), spelt(owner.email));
    }
  });

  it('I-16 is taken back with the button of an earlier letter though staff wrote its address another way since', async () => {
    const owner = await somebody();
    await signInAnew(owner);
    await signInAnew(owner);
    const token = await tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    const change = { email: owner.email.toUpperCase() };
    await home.app.users.edit(home.operator, owner.user.id, { change });
    await home.later(minute);
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.equal(await emailOf(owner), change.email);
  });

  it('I-16 gets back its address though staff wrote the one that it was moved to another way since', async () => {
    const owner = await somebody();
    const other = `v-${owner.user.login}@example.net`;
    await signInAnew(owner);
    await signInAnew(owner);
    await move(owner, other);
    await home.later(minute);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: other.toUpperCase() } });
    await takesBack(owner, 'Rekey alert: sign-in from a new device');
  });

  it('is told once that its address is written another way, with nothing to go back to', async () => {
    const owner = await somebody({ role: 'settings' });
    const written = owner.email.toUpperCase();
    await edit(owner, written);
    const { items } = await home.app.mail.list(home.operator, { limit: 200 });
    const told = items.filter(({ kind, to }) => kind === 'address_changed' && to.address.toLowerCase() === owner.email);
    assert.deepEqual(
      told.map(({ to }) => to.address),
      [written],
    );
  });

  it('I-16 gets back the address of staff with the button in the letter that tells of their own edit', async () => {
    const owner = await somebody({ role: 'settings' });
    const other = `p-${owner.user.login}@example.net`;
    await edit(owner, other);
    const [told] = await home.letters(other);
    assert.equal(told?.subject, 'Your sign-in details were changed');
    assert.doesNotMatch(told?.text ?? '', /not_me\?token=/, 'the new mailbox has nothing to go back to');
    await takesBack(owner, 'Your sign-in details were changed');
  });

  it('I-16 is warned of at the address that was taken away, for seven days, and gets it back from there', async () => {
    const owner = await somebody({ role: 'settings' });
    await edit(owner, '');
    await home.later(minute);
    await changePassword(owner);
    const subjects = async () => (await home.letters(owner.email)).map(({ subject }) => subject);
    assert.deepEqual(await subjects(), ['Your password was changed', 'Your sign-in details were changed']);
    await home.later(minute);
    await edit(owner, `q-${owner.user.login}@example.net`);
    assert.equal((await subjects()).length, 3);
    await takesBack(owner, 'Your password was changed');

    const gone = await somebody({ role: 'settings' });
    await edit(gone, '');
    await home.later(7 * day + minute);
    await changePassword(gone);
    assert.equal((await home.letters(gone.email)).length, 1);
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

  it('I-16 gets back the first address though whoever has the second one pressed a button there before', async () => {
    const owner = await somebody();
    const [second = '', third = ''] = ['i', 'j'].map((name) => `${name}-${owner.user.login}@example.net`);
    await signInAnew(owner);
    await move(owner, second);
    await signInAnew(owner);
    await move(owner, third);
    const theirs = await tokenFrom(second, 'Rekey alert: sign-in from a new device');
    await home.app.resets.notMe(stranger, theirs, 'not_me');
    assert.deepEqual([await emailOf(owner), await linksMailedTo(second)], [second, 1]);
    await redeem(await tokenFrom(second, 'Password reset'));
    await home.later(minute);
    await takesBack(owner, 'Your email address is being changed');
    await refuses(home.app.resets.show(await tokenFrom(second, 'Password reset')), 'link_used');
  });

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
      await redeem(/token=([\w-]+)/.exec(link ?? '')?.[1] ?? '');
      await home.later(minute);
    };
    const works = async (token: string) => (await home.app.resets.showNotMe(token)).about;

    it('once it was taken back', async () => {
      const owner = await somebody();
      await signInAnew(owner);
      await signInAnew(owner);
      await home.app.resets.changeEmail(owner.thief, { email: 'elsewhere@example.net', password: old });
      const signIn = await tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      const address = await tokenFrom(owner.email, 'Your email address is being changed');
      assert.deepEqual([await works(signIn), await works(address)], ['sign_in', 'address']);
      await home.later(minute);
      await home.app.resets.notMe(stranger, address, 'not_me');
      await refuses(home.app.resets.notMe(stranger, signIn, 'not_me'), 'link_expired');
      await refuses(home.app.resets.notMe(stranger, signIn, 'mine'), 'link_expired');
    });

    it('once its owner has set a password by a link, whose notice brings the next button', async () => {
      const owner = await somebody();
      const [newest = '', ...earlier] = await collected(owner, 3);
      assert.equal(await works(newest), 'password');
      for (const token of earlier) await refuses(home.app.resets.showNotMe(token), 'link_expired');
    });

    it('once its owner has set a password by a link, also where they proved the address that they have before', async () => {
      const owner = await somebody();
      await signInAnew(owner);
      await signInAnew(owner);
      const copied = await tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await move(owner, owner.email);
      await setPassword(owner);
      await refuses(home.app.resets.notMe(stranger, copied, 'not_me'), 'link_expired');
    });

    it('once staff gave it another address, also where the letter was written only then', async () => {
      const owner = await somebody();
      const [token = ''] = await collected(owner, 1);
      const at = home.clock.now();
      await home.later(minute);
      const change = { email: `k-${owner.user.login}@example.net` };
      await home.app.users.edit(home.operator, owner.user.id, { change });
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
      const late = await writtenAgain('password_changed', owner, { at, by: 'link' });
      await refuses(home.app.resets.showNotMe(late.token), 'link_expired');
    });

    it('once its owner has set a password by a link, also where they moved to this mailbox lately', async () => {
      const owner = await somebody();
      const own = `r-${owner.user.login}@example.net`;
      await move(owner, own);
      await home.later(day);
      await signInAnew(owner);
      await signInAnew(owner);
      const token = await tokenFrom(own, 'Rekey alert: sign-in from a new device');
      const before = await tokenFrom(owner.email, 'Your email address is being changed');
      await setPassword(owner);
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
      assert.equal(await works(before), 'address');
    });

    it('once it was taken back from there, however often it moves on', async () => {
      const owner = await somebody();
      await signInAnew(owner);
      await signInAnew(owner);
      await move(owner, `s-${owner.user.login}@example.net`);
      await home.later(minute);
      await home.app.resets.send(home.operator, owner.user.id, {});
      await redeem(await tokenFrom(`s-${owner.user.login}@example.net`, 'Password reset'));
      await home.later(minute);
      const kept = await tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await takesBack(owner, 'Your email address is being changed');
      await home.later(minute);
      const password = await redeem(await tokenFrom(owner.email, 'Password reset'));
      await move(owner, `u-${owner.user.login}@example.net`, password);
      await refuses(home.app.resets.notMe(stranger, kept, 'not_me'), 'link_expired');
    });

    it('once it was archived, also when it is back, and also from a mailbox that it had left', async () => {
      const owner = await somebody();
      await signInAnew(owner);
      await signInAnew(owner);
      const token = await tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
      await move(owner, `t-${owner.user.login}@example.net`);
      await home.later(minute);
      await home.app.users.archive(home.operator, owner.user.id);
      await home.app.users.unarchive(home.operator, owner.user.id);
      await refuses(home.app.resets.showNotMe(token), 'link_expired');
    });
  });

  it('hears a former mailbox still when whoever moved it sets a password by a link of their own', async () => {
    const owner = await somebody();
    const other = `l-${owner.user.login}@example.net`;
    await move(owner, other);
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await redeem(await tokenFrom(other, 'Password reset'));
    await home.later(minute);
    await takesBack(owner, 'Your email address is being changed');
  });

  it('is told of where its owner was reached then, also by a letter that is written again after it was moved', async () => {
    const owner = await somebody();
    const at = home.clock.now();
    await move(owner, `m-${owner.user.login}@example.net`);
    const signIn = await writtenAgain('new_browser', owner, { at });
    assert.equal(signIn.to, owner.email);
    assert.equal((await home.app.resets.showNotMe(signIn.token)).about, 'sign_in');
    const factor = await writtenAgain('factors_changed', owner, { at, what: 'factors.totp_added' });
    assert.equal(factor.to, owner.email);
  });

  it('is told of a changed password in words of ours, whatever a browser calls itself', async () => {
    const owner = await somebody();
    const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
    const agent = `${firefox} Call +1 555 0199 at once`;
    await home.app.sessions.changePassword({ ...owner.thief, agent }, next);
    const letter = (await home.letters(owner.email)).find(({ subject }) => subject === 'Your password was changed');
    assert.match(letter?.text ?? '', /Network address: 198\.51\.100\.9\. Browser: Firefox on Linux\./);
    assert.doesNotMatch(`${letter?.text}${letter?.html}`, /0199/);
  });
});
