import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createPiecemeal, openDatabase } from '../../src/database/index.ts';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { anybodyWith, signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { better, good, type OpenedSessions, openSessions } from './opened.ts';

onEveryEngine('sessions', (engine) => {
  let home: OpenedSessions;
  before(async () => {
    home = await openSessions(engine);
  });
  after(() => home.close());

  const isNoted = async (): Promise<void> => {
    const { read } = home.app.database;
    const noted = () => read.selectFrom('sessions').select('id').where('last_seen_at', '=', home.clock.now()).execute();
    while ((await noted()).length === 0) await delay(5);
  };

  it('knows who holds a session until it is idle, over, ended, or its user is archived', async () => {
    const user = await home.confirmed({ login: 'sara', password: good });
    const { token } = await home.signIn('sara', good);
    const who = async () => (await home.app.sessions.whoIs(token))?.user.login;
    assert.equal(await who(), 'sara');
    for (let uses = 0; uses < 84; uses++) {
      home.clock.advance(hour + 59 * minute);
      assert.equal(await who(), 'sara', `after ${uses} uses`);
      await isNoted(); // which nobody waits for longer than a blink
    }
    home.clock.advance(hour + 59 * minute);
    assert.equal(await who(), undefined, 'absolute limit of 7 days, however lately it was used');
    const again = (await home.signIn('sara', good)).token;
    home.clock.advance(2 * hour);
    assert.equal(await home.app.sessions.whoIs(again), undefined, 'idle');
    const last = (await home.signIn('sara', good)).token;
    await home.app.users.archive(home.operator, user.id);
    assert.equal(await home.app.sessions.whoIs(last), undefined, 'archived');
    assert.equal(await home.app.sessions.whoIs('forged'), undefined);
    assert.equal(await home.app.sessions.whoIs(undefined), undefined);
  });

  // Only SQLite has one lock that a foreign process can hold against every write.
  const itWithOneLock = engine.name === 'SQLite' ? it : () => {};
  itWithOneLock('still knows who holds a session while nothing can be written', async () => {
    await home.confirmed({ login: 'reader', password: good });
    const { token } = await home.signIn('reader', good);
    home.clock.advance(2 * minute);
    const other = await openDatabase(home.app.config.databaseUrl);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = other.write(() => held);
    assert.equal((await home.app.sessions.whoIs(token))?.user.login, 'reader');
    release();
    await holding;
    await other.close();
  });

  it('ends all sessions of a user whose role changes, and none at another edit', async () => {
    const user = await home.confirmed({ login: 'promoted', password: good });
    const { token } = await home.signIn('promoted', good);
    await home.app.users.edit(home.operator, user.id, { change: { name: 'Somebody Else' } });
    assert.ok(await home.app.sessions.whoIs(token));
    await home.app.users.edit(home.operator, user.id, { change: { role: 'access' } });
    assert.equal(await home.app.sessions.whoIs(token), undefined);
    assert.equal((await home.app.sessions.whoIs((await home.signIn('promoted', good)).token))?.user.role, 'access');
  });

  it('gives staff shorter sessions', async () => {
    await home.confirmed({ login: 'staff', password: good, role: 'helpdesk' });
    const { token } = await home.signIn('staff', good);
    home.clock.advance(29 * minute);
    assert.ok(await home.app.sessions.whoIs(token));
    home.clock.advance(30 * minute);
    assert.equal(await home.app.sessions.whoIs(token), undefined);
    const used = (await home.signIn('staff', good)).token;
    for (let uses = 0; uses < 24; uses++) {
      home.clock.advance(29 * minute);
      assert.ok(await home.app.sessions.whoIs(used));
      await isNoted();
    }
    home.clock.advance(29 * minute);
    assert.equal(await home.app.sessions.whoIs(used), undefined, 'absolute limit of 12 hours');
  });

  it('keeps the newest 20 sessions of a user', async () => {
    await home.confirmed({ login: 'many', password: good });
    const first = (await home.signIn('many', good, '192.0.2.9')).token;
    const rest = [];
    for (let index = 0; index < 20; index++) rest.push((await home.signIn('many', good, '192.0.2.9')).token);
    assert.equal(await home.app.sessions.whoIs(first), undefined);
    for (const token of rest) assert.ok(await home.app.sessions.whoIs(token));
  });

  it('shows a person their sessions and ends one, the others, or its own', async () => {
    const user = await home.confirmed({ login: 'owner', password: good });
    const other = await home.confirmed({ login: 'other', password: good });
    const tokens = [];
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      tokens.push((await home.signIn('owner', good, from)).token);
    const foreign = (await home.signIn('other', good)).token;
    const me = signedIn(user);
    const { sessions } = home.app;
    const current = (await sessions.whoIs(tokens[0]))?.sessionId ?? '';
    const lines = await sessions.list(me, current);
    assert.deepEqual(
      lines.map((line) => line.current),
      [true, false, false],
    );
    const foreignId = (await sessions.whoIs(foreign))?.sessionId ?? '';
    await refuses(sessions.end(me, foreignId), 'not_found');
    await sessions.end(me, lines[1]?.id ?? '');
    assert.equal(await sessions.endOthers(me, current), 1);
    assert.ok(await sessions.whoIs(tokens[0]));
    await sessions.signOut(me, tokens[0]);
    assert.equal(await sessions.whoIs(tokens[0]), undefined);
    assert.ok(await sessions.whoIs(foreign), other.login);
  });

  it('is fresh for ten minutes after a password, an hour after setting up, and never after a link', async () => {
    const user = await home.confirmed({ login: 'risky', password: good });
    const freshFor = async (token: string) =>
      Math.max(0, ((await home.app.sessions.whoIs(token))?.freshUntil ?? 0) - home.clock.now());
    assert.equal(await freshFor((await home.signIn('risky', good)).token), 10 * minute);
    const openBy = async (by: 'set_up' | 'link') => {
      const opened = await home.app.database.write((tx) => home.app.sessions.open(tx, signedIn(user), user, { by }));
      return openedSession(opened).token;
    };
    assert.equal(await freshFor(await openBy('set_up')), hour);
    assert.equal(await freshFor(await openBy('link')), 0);
  });

  it('goes on under a new token once the password was typed again', async () => {
    const user = await home.confirmed({ login: 'careful', password: good });
    const { sessions } = home.app;
    const { token } = await home.signIn('careful', good);
    const before = await sessions.whoIs(token);
    home.clock.advance(11 * minute);
    await refuses(sessions.confirmPassword(signedIn(user), token, 'guess'), 'wrong_password');
    const renewed = await sessions.confirmPassword(signedIn(user), token, good);
    assert.equal(await sessions.whoIs(token), undefined, 'the old token is dead');
    const now = await sessions.whoIs(renewed.token);
    assert.equal(now?.sessionId, before?.sessionId);
    assert.equal(now?.freshUntil, home.clock.now() + 10 * minute);
    assert.equal(renewed.endsAt - home.clock.now(), 7 * 24 * hour - 11 * minute, 'it lasts no longer than before');
    await refuses(sessions.confirmPassword(signedIn(user), token, good), 'not_signed_in');
    const other = await home.confirmed({ login: 'foreign', password: better });
    await refuses(sessions.confirmPassword(signedIn(other), renewed.token, better), 'not_signed_in');
  });

  it('is seen and ended by those who look after users, one or all', async () => {
    const user = await home.confirmed({ login: 'watched', password: good });
    const chief = await home.confirmed({ login: 'chief', password: good, role: 'settings' });
    const { sessions } = home.app;
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await home.signIn('watched', good, from);
    const staff = anybodyWith('access');
    const [newest] = await sessions.of(staff, user.id);
    assert.equal(newest?.address, '192.0.2.3');
    assert.equal(await sessions.endOf(staff, user.id, newest?.id ?? ''), 1);
    await refuses(sessions.endOf(staff, user.id, newest?.id ?? ''), 'not_found');
    assert.equal(await sessions.endOf(staff, user.id), 2);
    assert.deepEqual(await sessions.of(staff, user.id), []);
    await refuses(sessions.of(anybodyWith('helpdesk'), user.id), 'forbidden');
    await refuses(sessions.endOf(staff, chief.id), 'forbidden');
    await refuses(sessions.of(staff, 'nobody'), 'not_found');
  });

  it('lets nobody’s unused session come alive again where it may be unused for longer from now on, nor tells of it as ended', async () => {
    const user = await home.confirmed({ login: 'absent', password: good });
    await home.confirmed({ login: 'absent-staff', password: good, role: 'helpdesk' });
    const [one, staffs] = [await home.signIn('absent', good), await home.signIn('absent-staff', good)];
    const alive = async () => [
      (await home.app.sessions.whoIs(one.token)) !== undefined,
      (await home.app.sessions.whoIs(staffs.token)) !== undefined,
    ];
    const allow = async (idle: number) => {
      await home.app.settings.change(home.operator, 'session_idle', idle);
      await home.app.settings.change(home.operator, 'staff_session_idle', Math.min(idle, 8 * hour));
    };
    home.clock.advance(hour);
    await home.app.sessions.sweep(createPiecemeal(home.app));
    await allow(8 * hour);
    assert.deepEqual(await alive(), [true, false]);
    home.clock.advance(8 * hour);
    await home.app.sessions.sweep(createPiecemeal(home.app));
    await allow(day);
    assert.deepEqual(await alive(), [false, false]);
    await home.signIn('absent', good);
    assert.equal(await home.app.sessions.endOf(home.operator, user.id), 1);
    await allow(2 * hour);
  });

  it('keeps nobody fresh, nor a session for longer unused, who used it while the clock was far ahead', async () => {
    const { whoIs, confirmPassword } = home.app.sessions;
    const user = await home.confirmed({ login: 'ahead', password: good });
    const opened = await home.signIn('ahead', good);
    const { token } = await home.whileAhead(hour, async () => {
      return confirmPassword(signedIn(user), opened.token, good);
    });
    assert.equal((await whoIs(token))?.freshUntil, 0);
    await isNoted();
    home.clock.advance(2 * hour);
    assert.equal(await whoIs(token), undefined);
  });

  it('gives each session a token of its own', async () => {
    await home.confirmed({ login: 'twice', password: good });
    const tokens = [await home.signIn('twice', good), await home.signIn('twice', good)].map(({ token }) => token);
    assert.equal(new Set(tokens).size, 2);
  });

  it('stores no token', async () => {
    await home.confirmed({ login: 'secretive', password: good });
    const { token } = await home.signIn('secretive', good);
    const rows = await home.app.database.read.selectFrom('sessions').selectAll().execute();
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token));
    home.clock.advance(30 * day);
    await home.app.sessions.sweep(createPiecemeal(home.app));
    assert.equal((await home.app.database.read.selectFrom('sessions').select('id').execute()).length, 0);
  });
});
