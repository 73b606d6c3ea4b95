import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, hour, minute, Refusal } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { better, good, type OpenedSessions, openSessions } from './opened.ts';

onEveryEngine('a password that its owner changes', (engine) => {
  let home: OpenedSessions;
  before(async () => {
    home = await openSessions(engine);
  });
  after(() => home.close());

  it('changes a password for whoever proves the old one, and ends every other session', async () => {
    const user = await home.confirmed({ login: 'changer', email: 'changer@example.com', password: good });
    const old = (await home.signIn('changer', good)).token;
    const here = (await home.signIn('changer', good)).token;
    const change = (oldPassword: string, newPassword: string, confirmPassword = newPassword) =>
      home.app.sessions.changePassword(signedIn(user), { oldPassword, newPassword, confirmPassword });
    await refuses(change('wrong', better), 'wrong_password');
    const { details } = await refuses(change(good, 'password', 'other'), 'password_refused');
    assert.ok(details.violations.length > 3 && details.violations.some((violation) => violation.rule === 'differs'));
    assert.ok(await home.app.sessions.whoIs(here));
    const changed = await change(good, better);
    assert.equal(changed.ended.sessions, 1);
    for (const token of [old, here]) assert.equal(await home.app.sessions.whoIs(token), undefined);
    assert.equal((await home.app.sessions.whoIs(changed.session.token))?.user.login, 'changer');
    await refuses(home.signIn('changer', good), 'wrong_credentials');
    await home.signIn('changer', better);
    const subjects = (await home.letters('changer@example.com')).map(({ subject }) => subject);
    assert.equal(subjects.filter((subject) => subject === 'Your password was changed').length, 1);
  });

  it('I-16 calls no password changed that is the same as before: whoever knew it would know it still', async () => {
    const accented = 'Café-harbour-violet-7';
    const user = await home.confirmed({ login: 'same', password: accented });
    const { token } = await home.signIn('same', accented);
    const change = (newPassword: string) =>
      home.app.sessions.changePassword(signedIn(user), {
        oldPassword: accented,
        newPassword,
        confirmPassword: newPassword,
      });
    for (const same of [accented.normalize('NFC'), accented.normalize('NFD')]) {
      const { details } = await refuses(change(same), 'password_refused');
      assert.deepEqual(details.violations, [{ rule: 'used_before', params: { last: 1 } }]);
    }
    assert.ok(await home.app.sessions.whoIs(token), 'nothing was ended');
    await change(better);
  });

  it('changes a password ten times an hour, each told by a letter', async () => {
    const user = await home.confirmed({ login: 'restless', email: 'restless@example.com', password: good });
    const change = (oldPassword: string, newPassword: string) =>
      home.app.sessions.changePassword(signedIn(user), { oldPassword, newPassword, confirmPassword: newPassword });
    const words = [good, better];
    for (let times = 0; times < 10; times += 1) await change(words[times % 2] ?? '', words[(times + 1) % 2] ?? '');
    await refuses(change(good, better), 'limited');
    await home.signIn('restless', good);
    const told = (await home.letters('restless@example.com')).filter(({ subject }) => subject.startsWith('Your pass'));
    assert.equal(told.length, 10);
    home.clock.advance(hour);
    await change(good, better);
  });

  it('lets nobody guess the old password in a stolen session', async () => {
    const user = await home.confirmed({ login: 'robbed', password: good });
    const guess = () =>
      home.app.sessions.changePassword(signedIn(user), {
        oldPassword: 'guess',
        newPassword: better,
        confirmPassword: better,
      });
    const settled = await Promise.allSettled(Array.from({ length: 20 }, guess));
    const limited = settled.filter(
      (one) => one.status === 'rejected' && one.reason instanceof Refusal && one.reason.code === 'limited',
    );
    assert.equal(limited.length, 15);
  });

  it('is asked for twelve times a minute in one session and thirty times of one person, however right it is: each time costs a hash', async () => {
    const user = await home.confirmed({ login: 'hasher', password: good });
    const session = async () => signedInAs(user, (await home.signIn('hasher', good)).token);
    const ask = (caller: Caller): Promise<string> =>
      home.app.sessions
        .changePassword(caller, { oldPassword: good, newPassword: 'x', confirmPassword: 'x' })
        .then(() => 'changed', codeOf);
    const answersIn = async (caller: Caller, times: number): Promise<string[]> => {
      const codes: string[] = [];
      for (let asked = 0; asked < times; asked++) codes.push(await ask(caller));
      return codes;
    };
    const [first, second, third] = [await session(), await session(), await session()];
    assert.deepEqual(await answersIn(first, 13), [...Array(12).fill('password_refused'), 'limited']);
    assert.deepEqual(await answersIn(second, 12), Array(12).fill('password_refused'));
    assert.deepEqual(await answersIn(third, 7), [...Array(6).fill('password_refused'), 'limited']);
    home.clock.advance(minute);
    assert.deepEqual(await answersIn(first, 1), ['password_refused']);
  });

  const signedInAs = async (user: User, token: string): Promise<Caller> => {
    const caller = signedIn(user);
    const session = (await home.app.sessions.whoIs(token))?.sessionId;
    return caller.actor.kind === 'user' && session ? { ...caller, actor: { ...caller.actor, session } } : caller;
  };
});

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  throw error;
}
