import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Caller, day, hour } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';

const stranger = strangerAt('192.0.2.7');
const old = 'Old-Meadow-71';
const fresh = 'Harbour-violet-29';

let home: Installation;
let names = 0;

interface Somebody {
  user: User;
  email: string;
  caller: Caller;
}

async function somebody(user: { role?: User['role'] } = {}): Promise<Somebody> {
  const login = `owner-${++names}`;
  const email = `${login}@example.com`;
  const made = await home.confirmed({ login, email, password: old, ...user });
  const actor = { kind: 'user', id: made.id, label: made.login, role: made.role } as const;
  return { user: made, email, caller: { ...strangerAt('192.0.2.70'), actor } };
}

const now = (id: string) => home.app.users.byId(home.app.database.read, id);

/** Asks for a new address; answers it and the link that was mailed there. */
async function change({ user, caller }: Somebody): Promise<{ to: string; token: string }> {
  const to = `new-${user.login}@example.net`;
  await home.app.resets.changeEmail(caller, { email: to, password: old });
  const [letter] = await home.letters(to);
  assert.equal(letter?.subject, 'Confirm your email address');
  return { to, token: tokenIn(letter) };
}

async function noticeToken(email: string): Promise<string> {
  const notice = (await home.letters(email)).find(({ subject }) => subject === 'Your email address is being changed');
  return tokenIn(notice);
}

onEveryEngine('a person’s own email', (engine) => {
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  it('counts once it is proven, and the earlier address is told before and after', async () => {
    const person = await somebody();
    const { to, token } = await change(person);
    assert.equal((await now(person.user.id))?.email, person.email);
    assert.deepEqual((await home.app.resets.waitingEmail(person.caller))?.email, to);
    const [early] = await home.letters(person.email);
    assert.equal(early?.subject, 'Your email address is being changed');
    assert.equal((await home.app.resets.showEmailProof(token)).email, to);
    await refuses(home.app.resets.confirmEmail(stranger, token), 'not_signed_in');
    await refuses(home.app.resets.confirmEmail((await somebody({ role: 'settings' })).caller, token), 'forbidden');
    assert.equal(
      (await now(person.user.id))?.email,
      person.email,
      'a link alone, as mail scanners have it, is not enough',
    );
    await home.app.resets.confirmEmail(person.caller, token);
    const after = await now(person.user.id);
    assert.deepEqual([after?.email, after?.emailProvenAt], [to, home.clock.now()]);
    assert.deepEqual(await home.app.users.meantBy(home.app.database.read, to), [after]);
    assert.equal((await home.letters(person.email))[0]?.subject, 'Your sign-in details were changed');
    assert.equal(await home.app.resets.waitingEmail(person.caller), undefined);
    await refuses(home.app.resets.confirmEmail(person.caller, token), 'link_used');
  });

  it('is not changed to what became somebody’s login meanwhile, and the link stays good', async () => {
    const person = await somebody();
    const { to, token } = await change(person);
    const pawn = await home.adopted({ login: to, email: 'pawn@example.net' });
    await refuses(home.app.resets.confirmEmail(person.caller, token), 'email_is_login');
    await home.app.users.edit(home.operator, pawn.id, { change: { login: 'pawn' } });
    await home.app.resets.confirmEmail(person.caller, token);
    assert.equal((await now(person.user.id))?.email, to);
  });

  it('is not changed where it is the login, too, and somebody shares it: typed, it would mean this account alone', async () => {
    const person = await somebody();
    const { user, email } = person;
    const sharer = await home.adopted({ login: `sharer-${user.login}` });
    await home.app.users.edit(home.operator, user.id, { change: { login: email } });
    await home.app.users.edit(home.operator, sharer.id, { change: { email } });
    const { token } = await change(person);
    await refuses(home.app.resets.confirmEmail(person.caller, token), 'login_is_email');
    await home.app.users.edit(home.operator, sharer.id, { change: { email: '' } });
    await home.app.resets.confirmEmail(person.caller, token);
    assert.notEqual((await now(user.id))?.email, email);
  });

  it('asks for the password, and for an address that letters can go to', async () => {
    const person = await somebody();
    const wrong = { email: 'a@example.net', password: 'wrong' };
    await refuses(home.app.resets.changeEmail(person.caller, wrong), 'wrong_password');
    for (const email of ['', 'nowhere', 'a@b@c', 'a@example,com', 'a\0@example.com']) {
      await refuses(home.app.resets.changeEmail(person.caller, { email, password: old }), 'email_malformed');
    }
    await refuses(home.app.resets.changeEmail(stranger, { email: 'a@example.net', password: old }), 'not_signed_in');
  });

  it('I-16 is not asked for with a password that was replaced while it was compared', async () => {
    const person = await somebody();
    const { database, passwords, resets, users } = home.app;
    const change = { user: person.user, by: 'void', caller: stranger } as const;
    const { verify } = passwords;
    passwords.verify = async (...compared) => {
      await database.write((tx) => users.replacePassword(tx, change));
      return verify(...compared);
    };
    const asked = resets.changeEmail(person.caller, { email: 'late@example.net', password: old });
    await refuses(asked, 'wrong_password').finally(() => Object.assign(passwords, { verify }));
    assert.equal(await home.app.resets.waitingEmail(person.caller), undefined);
  });

  it('is asked for five times an hour: nobody’s mailbox is flooded with it', async () => {
    const person = await somebody();
    for (let asks = 0; asks < 5; asks++) await change(person);
    const more = { email: 'a@example.net', password: old };
    await refuses(home.app.resets.changeEmail(person.caller, more), 'limited');
    await home.later(hour);
    await change(person);
  });

  it('waits as the latest one only, for a day', async () => {
    const person = await somebody();
    const first = await change(person);
    await home.app.resets.changeEmail(person.caller, { email: 'later@example.net', password: old });
    await refuses(home.app.resets.confirmEmail(person.caller, first.token), 'link_expired');
    const [letter] = await home.letters('later@example.net');
    await home.later(day);
    await refuses(home.app.resets.confirmEmail(person.caller, tokenIn(letter)), 'link_expired');
  });

  describe('that waits to be proven dies with', () => {
    const dies = async (because: (person: Somebody) => Promise<unknown>): Promise<void> => {
      const person = await somebody();
      const { token } = await change(person);
      await because(person);
      await refuses(home.app.resets.confirmEmail(person.caller, token), 'link_expired');
      assert.equal(await home.app.resets.waitingEmail(person.caller), undefined);
    };

    it('I-16 a password reset: who asked for it may have been somebody else', () =>
      dies(async ({ user }) => {
        const { link } = await home.app.resets.send(home.operator, user.id, { printLink: true });
        const token = /token=([\w-]+)/.exec(link ?? '')?.[1] ?? '';
        const { id } = await home.app.resets.show(token);
        const input = { token, linkId: id, browser: 'x', password: fresh, confirmPassword: fresh };
        await home.app.resets.complete(stranger, input);
      }));

    it('an address that staff give', () =>
      dies(({ user }) => home.app.users.edit(home.operator, user.id, { change: { email: 'staff@example.org' } })));

    it('all links that staff cancel, and is counted among them', () =>
      dies(async ({ user }) => assert.equal(await home.app.resets.cancelAll(home.operator, user.id), 1)));

    it('archiving', () => dies(({ user }) => home.app.users.archive(home.operator, user.id)));
  });

  it('is taken back by whoever reads the earlier address, with the whole account', async () => {
    const chief = await somebody({ role: 'settings' });
    const person = await somebody();
    const { token } = await change(person);
    const notMe = await noticeToken(person.email);
    await home.app.resets.confirmEmail(person.caller, token);
    const asked = await home.app.resets.showNotMe(notMe);
    assert.equal(asked.about, 'address');
    const { done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'address', 'told']);
    assert.equal((await now(person.user.id))?.email, person.email);
    const reset = (await home.letters(person.email)).find(({ subject }) => subject.startsWith('Password reset'));
    assert.ok(reset, 'the fresh link goes to the earlier address');
    const input = { login: person.user.login, password: old, knownBrowser: undefined };
    await refuses(home.app.sessions.signIn(stranger, input), 'wrong_credentials');
    assert.equal((await home.letters(chief.email))[0]?.subject, 'Rekey alert: address change disowned');
  });

  it('stays as it is when that is said in time', async () => {
    const person = await somebody();
    const { token } = await change(person);
    await home.app.resets.notMe(stranger, await noticeToken(person.email), 'not_me');
    await refuses(home.app.resets.confirmEmail(person.caller, token), 'link_expired');
    assert.equal((await now(person.user.id))?.email, person.email);
  });

  describe('is proven', () => {
    it('by confirming the address that one has, which tells nobody else', async () => {
      const person = await somebody();
      await home.app.resets.changeEmail(person.caller, { email: person.email, password: old });
      const letters = await home.letters(person.email);
      assert.deepEqual(
        letters.map(({ subject }) => subject),
        ['Confirm your email address'],
      );
      await home.app.resets.confirmEmail(person.caller, tokenIn(letters[0]));
      assert.equal((await now(person.user.id))?.emailProvenAt, home.clock.now());
    });

    it('by a reset that came by letter, not by one that was printed; and no more once staff change it', async () => {
      const { user, email } = await somebody();
      const redeem = async (token: string) => {
        const { id } = await home.app.resets.show(token);
        const input = { token, linkId: id, browser: 'x', password: fresh, confirmPassword: fresh };
        await home.app.resets.complete(stranger, input);
      };
      const { link } = await home.app.resets.send(home.operator, user.id, { printLink: true });
      await redeem(/token=([\w-]+)/.exec(link ?? '')?.[1] ?? '');
      assert.equal((await now(user.id))?.emailProvenAt, undefined);
      await home.app.resets.send(home.operator, user.id, {});
      await redeem(tokenIn((await home.letters(email)).find(({ subject }) => subject.startsWith('Password reset'))));
      assert.equal((await now(user.id))?.emailProvenAt, home.clock.now());
      await home.app.users.edit(home.operator, user.id, { change: { email: 'elsewhere@example.org' } });
      assert.equal((await now(user.id))?.emailProvenAt, undefined);
    });
  });
});
