import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, hour, minute, type RefusalCode } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const password = 'Old-Meadow-71';
const thief = strangerAt('203.0.113.66', 'Thief');
const owners = strangerAt('198.51.100.1', 'Owner');

onEveryEngine('a job for which many people were read first', (engine) => {
  let home: Installation;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
    await home.confirmed({ login: 'other', email: 'other@example.com', role: 'settings', password });
  });
  after(() => home.close());

  const staff = () => {
    const login = `owner-${++names}`;
    return home.confirmed({ login, email: `${login}@example.com`, role: 'settings', password });
  };
  /** Starts a bulk job; something happens once whom it concerns has been read. */
  const startWhile = async (caller: Caller, victim: User, happens: () => Promise<unknown>): Promise<string> => {
    const { users, resets } = home.app;
    const { ids } = users;
    users.ids = async (...asked) => {
      const read = await ids(...asked);
      await happens();
      return read;
    };
    try {
      return await resets.startBulk(caller, {
        action: 'archive',
        users: { search: '', filters: [], ids: [victim.id] },
      });
    } finally {
      users.ids = ids;
    }
  };
  const neverBegins = async (caller: Caller, code: RefusalCode, happens: () => Promise<unknown>): Promise<void> => {
    const victim = await home.adopted({ login: `victim-${++names}` });
    await home.later(minute);
    await refuses(startWhile(caller, victim, happens), code);
    while (await home.app.jobs.turn());
    assert.equal((await home.app.users.byId(home.app.database.read, victim.id))?.state, 'confirmed');
  };
  const inSession = async (user: User, by = thief): Promise<Caller> => {
    await home.later(minute);
    const signIn = { login: user.login, password, knownBrowser: undefined };
    const { token } = openedSession(await home.app.sessions.signIn(by, signIn));
    const me = await home.app.sessions.whoIs(token);
    assert.ok(me);
    const caller = signedIn(user, by.address);
    return { ...caller, actor: { ...caller.actor, session: me.sessionId } as Caller['actor'] };
  };

  it('is never begun by a thief from whom the account was taken back meanwhile', async () => {
    const owner = await staff();
    await inSession(owner, owners);
    const caller = await inSession(owner);
    await home.later(minute);
    const warning = (await home.letters(owner.email ?? '')).find(({ text }) => text.includes('not_me'));
    await neverBegins(caller, 'not_signed_in', () => home.app.resets.notMe(owners, tokenIn(warning), 'not_me'));
    const again = await staff();
    await inSession(again, owners);
    await inSession(again);
    const other = (await home.letters(again.email ?? '')).find(({ text }) => text.includes('not_me'));
    const notMe = () => home.app.resets.notMe(owners, tokenIn(other), 'not_me');
    await neverBegins(signedIn(again), 'not_signed_in', notMe);
  });

  it('is never begun by somebody who was archived, demoted or signed out meanwhile', async () => {
    const { users, sessions } = home.app;
    const [archived, demoted, out] = [await staff(), await staff(), await staff()];
    const { operator } = home;
    await neverBegins(await inSession(archived), 'not_signed_in', () => users.archive(operator, archived.id));
    const down = () => users.edit(operator, demoted.id, { change: { role: 'access' } });
    await neverBegins(signedIn(demoted), 'not_signed_in', down);
    const caller = await inSession(out);
    await neverBegins(caller, 'not_signed_in', () => sessions.endOthers(caller, 'none'));
  });

  it('is never begun with a key that ended meanwhile, and is begun where nothing of the kind happened', async () => {
    const owner = await staff();
    const caller = await inSession(owner, owners);
    const wanted = { name: 'Program', scopes: ['users:write', 'users:read'], expiresAt: home.clock.now() + hour };
    const { key, record } = await home.app.apiKeys.create(caller, owner.id, wanted);
    const program = await home.app.apiKeys.identify(owners, key);
    await neverBegins(program, 'key_unknown', () => home.app.apiKeys.revoke(caller, record.id));
    const victim = await home.adopted({ login: `victim-${++names}` });
    await startWhile(caller, victim, async () => undefined);
    while (await home.app.jobs.turn());
    assert.equal((await home.app.users.byId(home.app.database.read, victim.id))?.state, 'archived');
  });
});
