import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type Caller, day, hour, minute, type RefusalCode } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine, postgresql } from '../engines.ts';
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

  it('is read one at a time of one person, who could hold all people in memory many times over', async () => {
    const [first, second] = [signedIn(await staff()), signedIn(await staff())];
    const { users, resets } = home.app;
    const { ids } = users;
    const reading: Caller[] = [];
    let most = 0;
    const ofFirst = () => reading.filter((caller) => caller === first).length;
    const bothRead = Promise.withResolvers<void>();
    users.ids = async (caller, query) => {
      reading.push(caller);
      most = Math.max(most, ofFirst());
      if (reading.includes(first) && reading.includes(second)) bothRead.resolve();
      await bothRead.promise; // nobody waits for somebody else's
      const read = await ids(caller, query);
      reading.splice(reading.indexOf(caller), 1);
      return read;
    };
    const start = (caller: Caller) =>
      resets.startBulk(caller, { action: 'cancel_links', users: { search: '', filters: ['archived'] } });
    try {
      await Promise.all([first, first, first, second].map(start));
    } finally {
      users.ids = ids;
    }
    assert.equal(most, 1);
  });

  it('is begun though a clock far ahead told, before it was put right, when the account was secured', async () => {
    const owner = await staff();
    const { resets, jobs, users, database } = home.app;
    await home.whileAhead(30 * day, async () => {
      await resets.send(home.operator, owner.id, {});
      const token = tokenIn((await home.letters(owner.email ?? ''))[0]);
      const { id: linkId } = await resets.show(token);
      const set = { password: 'Harbour-violet-77', confirmPassword: 'Harbour-violet-77' };
      await resets.complete(owners, { token, linkId, browser: 'browser', ...set });
    });
    await home.later(minute);
    const victim = await home.adopted({ login: `victim-${++names}` });
    await startWhile(signedIn(owner), victim, async () => undefined);
    while (await jobs.turn());
    assert.equal((await users.byId(database.read, victim.id))?.state, 'archived');
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

describe('on PostgreSQL, a job that begins while whoever began it is held', () => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(postgresql);
  });
  after(() => home.close());

  it('does not hold their session meanwhile, so that it and the end of their sessions never wait for each other', async () => {
    const { app } = home;
    const user = await home.confirmed({ login: 'chief', email: 'chief@example.com', role: 'settings', password });
    const signIn = { login: user.login, password, knownBrowser: undefined };
    const { token } = openedSession(await app.sessions.signIn(owners, signIn));
    const session = (await app.sessions.whoIs(token))?.sessionId ?? '';
    const { actor } = signedIn(user);
    const caller = { ...owners, actor: { ...actor, session } as Caller['actor'] };
    const starting = Promise.withResolvers<string>();
    await app.database.write(async (tx) => {
      await app.users.hold(tx, user.id);
      const job = { kind: 'users.send', subjectIds: [], data: {} };
      app.jobs.start(caller, job).then(starting.resolve, starting.reject);
      // Not from `pg_stat_activity`, which shows a transaction the connections of its first look for good.
      const waiting = sql<{ pid: number }>`
        select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
      while ((await waiting.execute(tx)).rows.length === 0);
      const held = tx.selectFrom('sessions').select('id').where('id', '=', session).forUpdate().noWait();
      assert.equal((await held.execute()).length, 1);
    });
    assert.ok(await starting.promise);
  });
});
