import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createPiecemeal, openDatabase } from '../../src/database/index.ts';
import { day, hour, minute, Refusal, second } from '../../src/kernel/index.ts';
import { signInsFrom } from '../../src/sessions/index.ts';
import { anybodyWith, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const good = 'Correct-Horse7battery';
const better = 'Stapled+Violet3meadow';

onEveryEngine('sessions', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const signIn = (login: string, password: string, from = '192.0.2.1', knownBrowser?: string) =>
    home.app.sessions.signIn(strangerAt(from), { login, password, knownBrowser }).then(openedSession);

  it('signs in by login, and by email while exactly one active user has it', async () => {
    const user = await home.confirmed({ login: 'mara', email: 'mara@example.com', password: good });
    assert.equal((await signIn(' MARA ', good)).user.id, user.id);
    assert.equal((await signIn('mara@example.com', good)).user.id, user.id);
    await home.confirmed({ login: 'twin', email: 'mara@example.com', password: better });
    await refuses(signIn('mara@example.com', good), 'wrong_credentials');
    assert.equal((await signIn('mara', good)).user.id, user.id);
  });

  it('answers wrong, unknown, archived and invited alike', async () => {
    await home.confirmed({ login: 'ida', password: good });
    const gone = await home.confirmed({ login: 'gone', password: good });
    await home.app.users.archive(home.operator, gone.id);
    await home.app.users.create(home.operator, { login: 'new', name: 'New' });
    for (const [login, password] of [
      ['ida', better],
      ['nobody', good],
      ['gone', good],
      ['new', good],
      ['x'.repeat(5_000), good],
    ]) {
      const refusal = await signIn(login ?? '', password ?? '').catch((error: unknown) => error);
      assert.ok(refusal instanceof Refusal && refusal.code === 'wrong_credentials', login?.slice(0, 10));
      assert.deepEqual(refusal.details, {});
    }
  });

  it('takes a password exactly as it is', async () => {
    await home.confirmed({ login: 'exact', password: ' Spaced Out 7 ' });
    await refuses(signIn('exact', 'Spaced Out 7'), 'wrong_credentials');
    await refuses(signIn('exact', ' spaced out 7 '), 'wrong_credentials');
    await signIn('exact', ' Spaced Out 7 ');
  });

  it('I-41 I-42 makes guessers wait longer and longer, also when they guess all at once', async () => {
    await home.confirmed({ login: 'prey', password: good });
    const guesses = Array.from({ length: 30 }, (_, index) => signIn('prey', `Wrong-${index}`, '198.51.100.1'));
    const codes = (await Promise.allSettled(guesses)).map((one) =>
      one.status === 'rejected' && one.reason instanceof Refusal ? one.reason.code : 'in',
    );
    assert.equal(codes.filter((code) => code === 'wrong_credentials').length, 5);
    assert.equal(codes.filter((code) => code === 'limited').length, 25);
    const { items } = await home.app.audit.list(home.operator, { event: 'session.opened', limit: 30 });
    const guessed = items.filter(({ subject }) => subject?.label === 'prey');
    assert.equal(guessed.length, 5, 'each that was compared is on record');
    home.clock.advance(second);
    await refuses(signIn('prey', 'Wrong', '198.51.100.1'), 'wrong_credentials');
    await refuses(signIn('prey', good, '198.51.100.1'), 'limited');
    home.clock.advance(2 * second);
    await signIn('prey', good, '198.51.100.1');
  });

  it('counts whoever moves about in one IPv6 network as one', async () => {
    await home.confirmed({ login: 'six', password: good });
    for (let index = 1; index <= 5; index++)
      await refuses(signIn('six', 'guess', `2001:db8:1:2::${index}`), 'wrong_credentials');
    await refuses(signIn('six', good, '2001:db8:1:2:ffff::9'), 'limited');
    await signIn('six', good, '2001:db8:1:3::1');
  });

  it('never lets a stranger slow down a browser that the account knows', async () => {
    await home.confirmed({ login: 'busy', password: good });
    const { knownBrowser } = await signIn('busy', good, '203.0.113.5');
    for (let index = 0; index < 130; index++) {
      await signIn('busy', 'guess', `198.51.100.${index}`).catch(() => {});
      home.clock.advance(second);
    }
    await refuses(signIn('busy', good, '203.0.113.77'), 'limited');
    await signIn('busy', good, '203.0.113.5', knownBrowser);
    await home.confirmed({ login: 'thief', password: better });
    const foreign = (await signIn('thief', better, '203.0.113.6')).knownBrowser;
    await refuses(signIn('busy', good, '203.0.113.78', foreign), 'limited');
  });

  it('lets no neighbour keep a browser waiting that the account knows: its own tries are counted, twelve a minute', async () => {
    await home.confirmed({ login: 'lodger', password: good });
    const { knownBrowser } = await signIn('lodger', good, '198.51.100.201');
    home.clock.advance(minute);
    const takes = signInsFrom('198.51.100.201');
    for (const take of takes)
      await home.app.database.write((tx) => home.app.throttle.takeEach(tx, Array(take.rule.max).fill([take])));
    await refuses(signIn('lodger', good, '198.51.100.201'), 'limited');
    for (let tries = 0; tries < 12; tries++) await signIn('lodger', good, '198.51.100.201', knownBrowser);
    await refuses(signIn('lodger', good, '198.51.100.201', knownBrowser), 'limited');
    await refuses(signIn('lodger', good, '203.0.113.201', knownBrowser), 'limited');
    await signIn('lodger', good, '203.0.113.201');
    home.clock.advance(minute);
    await signIn('lodger', good, '198.51.100.201', knownBrowser);
  });

  it('counts nothing against whoever was turned away because everybody signs in at once', async () => {
    const user = await home.confirmed({ login: 'crowded', password: good });
    const { knownBrowser } = await signIn('crowded', good, '203.0.113.20');
    const { passwords, sessions } = home.app;
    const { verify } = passwords;
    passwords.verify = () => Promise.reject(new Refusal('busy', { retryAfter: 2 }));
    for (let tries = 0; tries < 110; tries++) {
      await refuses(signIn('crowded', good, '203.0.113.20', knownBrowser), 'busy');
      await refuses(signIn('crowded', good, '203.0.113.21'), 'busy');
      await refuses(sessions.provePassword(signedIn(user), good, 'session.confirmed'), 'busy');
      home.clock.advance(second);
    }
    passwords.verify = verify;
    await sessions.provePassword(signedIn(user), good, 'session.confirmed');
    await signIn('crowded', good, '203.0.113.20', knownBrowser);
    await signIn('crowded', good, '203.0.113.21');
  });

  it('lets a whole network try no more often than five sources', async () => {
    await home.confirmed({ login: 'neighbour', password: good });
    const [, network] = signInsFrom('2001:db8:77::1');
    const all = Array(network.rule.max - 1).fill([network]);
    await home.app.database.write((tx) => home.app.throttle.takeEach(tx, all));
    await signIn('neighbour', good, '2001:db8:77:1::1');
    await refuses(signIn('neighbour', good, '2001:db8:77:2::1'), 'limited');
    await signIn('neighbour', good, '2001:db8:78:1::1');
  });

  it('does not count tries against an account that were only told to wait, but against their source', async () => {
    await home.confirmed({ login: 'patient', password: good });
    for (let index = 0; index < 150; index++) await signIn('patient', 'guess', '198.51.100.7').catch(() => {});
    await signIn('patient', good, '203.0.113.9');
    await refuses(signIn('whoever-is-next', good, '198.51.100.7'), 'limited');
  });

  it('does not tell by its waits that a login and an email are one person’s', async () => {
    await home.confirmed({ login: 'known-login', email: 'known@example.com', password: good });
    const codes = async (login: string, email: string, from: string) => {
      const answers = [];
      for (const name of [login, login, login, login, login, email, email]) {
        answers.push(await signIn(name, 'guess', from).catch((error: Refusal) => error.code));
      }
      return answers.join();
    };
    const known = await codes('known-login', 'known@example.com', '198.51.100.21');
    assert.equal(known, await codes('unknown-login', 'unknown@example.com', '198.51.100.22'));
  });

  it('does not tell by its counts that somebody has signed in under a name', async () => {
    await home.confirmed({ login: 'possessor', password: good });
    const guess = (login: string, from: string) => signIn(login, 'guess', from).catch(({ code }: Refusal) => code);
    const codes = async (login: string, net: string, meanwhile: () => Promise<unknown>) => {
      const answers: unknown[] = [];
      for (let index = 0; index < 99; index++) answers.push(await guess(login, `${net}.${index}`));
      await meanwhile();
      home.clock.advance(hour);
      for (let index = 0; index < 3; index++) answers.push(await guess(login, `${net}.${100 + index}`));
      home.clock.advance(23 * hour);
      return [...answers, await guess(login, `${net}.200`)].join();
    };
    const nobody = async () => {};
    const unknown = await codes('nobody-at-all', '192.0.2', nobody);
    assert.match(unknown, /^(wrong_credentials,){100}limited,limited,wrong_credentials$/);
    assert.equal(await codes('possessor', '198.51.100', () => signIn('possessor', good, '203.0.113.30')), unknown);
  });

  it('does not tell by its waits, or when they end, that somebody has signed in under a name, nor to their neighbours', async () => {
    await home.confirmed({ login: 'host', password: good });
    const guess = (login: string, from: string) => signIn(login, 'guess', from).catch(({ code }: Refusal) => code);
    const codes = async (login: string, shared: string, meanwhile: () => Promise<unknown>) => {
      await meanwhile();
      home.clock.advance(hour);
      const answers: unknown[] = [];
      for (let index = 0; index < 6; index++) answers.push(await guess(login, shared));
      home.clock.advance(second);
      await meanwhile();
      for (let index = 0; index < 2; index++) answers.push(await guess(login, shared));
      for (let index = 0; index < 94; index++) await guess(login, `192.0.2.${index}`);
      home.clock.advance(day - hour + second);
      return [...answers, await guess(login, '192.0.2.200')].join();
    };
    const unknown = await codes('no-host', '198.51.100.61', async () => {});
    assert.match(unknown, /^(wrong_credentials,){5}limited,wrong_credentials,limited,limited$/);
    const shared = '198.51.100.62';
    assert.equal(await codes('host', shared, () => signIn('host', good, shared)), unknown);
  });

  it('lets the browser that set a new password not wait for what was guessed at the old one, and strangers still', async () => {
    const user = await home.confirmed({ login: 'fresh', password: good });
    for (let index = 0; index < 12; index++) {
      await signIn('fresh', 'guess', '192.0.2.44').catch(() => {});
      home.clock.advance(5 * minute);
    }
    await refuses(
      signIn('fresh', 'guess', '192.0.2.44').then(() => signIn('fresh', good, '192.0.2.44')),
      'wrong_credentials',
    );
    await refuses(signIn('fresh', good, '192.0.2.44'), 'limited');
    const input = { oldPassword: good, newPassword: better, confirmPassword: better };
    const { session } = await home.app.sessions.changePassword(signedIn(user), input);
    await refuses(signIn('fresh', better, '192.0.2.44'), 'limited');
    await signIn('fresh', better, '192.0.2.44', session.knownBrowser);
  });

  const isNoted = async (): Promise<void> => {
    const { read } = home.app.database;
    const noted = () => read.selectFrom('sessions').select('id').where('last_seen_at', '=', home.clock.now()).execute();
    while ((await noted()).length === 0) await delay(5);
  };

  it('knows who holds a session until it is idle, over, ended, or its user is archived', async () => {
    const user = await home.confirmed({ login: 'sara', password: good });
    const { token } = await signIn('sara', good);
    const who = async () => (await home.app.sessions.whoIs(token))?.user.login;
    assert.equal(await who(), 'sara');
    for (let uses = 0; uses < 100; uses++) {
      home.clock.advance(hour + 59 * minute);
      if (uses >= 84) continue;
      assert.equal(await who(), 'sara', `after ${uses} uses`);
      await isNoted(); // which nobody waits for longer than a blink
    }
    assert.equal(await who(), undefined, 'absolute limit of 7 days');
    const again = (await signIn('sara', good)).token;
    home.clock.advance(2 * hour);
    assert.equal(await home.app.sessions.whoIs(again), undefined, 'idle');
    const last = (await signIn('sara', good)).token;
    await home.app.users.archive(home.operator, user.id);
    assert.equal(await home.app.sessions.whoIs(last), undefined, 'archived');
    assert.equal(await home.app.sessions.whoIs('forged'), undefined);
    assert.equal(await home.app.sessions.whoIs(undefined), undefined);
  });

  // Only SQLite has one lock that a foreign process can hold against every write.
  const itWithOneLock = engine.name === 'SQLite' ? it : () => {};
  itWithOneLock('still knows who holds a session while nothing can be written', async () => {
    await home.confirmed({ login: 'reader', password: good });
    const { token } = await signIn('reader', good);
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
    const { token } = await signIn('promoted', good);
    await home.app.users.edit(home.operator, user.id, { change: { name: 'Somebody Else' } });
    assert.ok(await home.app.sessions.whoIs(token));
    await home.app.users.edit(home.operator, user.id, { change: { role: 'access' } });
    assert.equal(await home.app.sessions.whoIs(token), undefined);
    assert.equal((await home.app.sessions.whoIs((await signIn('promoted', good)).token))?.user.role, 'access');
  });

  it('gives staff shorter sessions', async () => {
    await home.confirmed({ login: 'staff', password: good, role: 'helpdesk' });
    const { token } = await signIn('staff', good);
    home.clock.advance(29 * minute);
    assert.ok(await home.app.sessions.whoIs(token));
    home.clock.advance(30 * minute);
    assert.equal(await home.app.sessions.whoIs(token), undefined);
  });

  it('keeps the newest 20 sessions of a user', async () => {
    await home.confirmed({ login: 'many', password: good });
    const first = (await signIn('many', good, '192.0.2.9')).token;
    const rest = [];
    for (let index = 0; index < 20; index++) rest.push((await signIn('many', good, '192.0.2.9')).token);
    assert.equal(await home.app.sessions.whoIs(first), undefined);
    for (const token of rest) assert.ok(await home.app.sessions.whoIs(token));
  });

  it('shows a person their sessions and ends one, the others, or its own', async () => {
    const user = await home.confirmed({ login: 'owner', password: good });
    const other = await home.confirmed({ login: 'other', password: good });
    const tokens = [];
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) tokens.push((await signIn('owner', good, from)).token);
    const foreign = (await signIn('other', good)).token;
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

  it('changes a password for whoever proves the old one, and ends every other session', async () => {
    const user = await home.confirmed({ login: 'changer', email: 'changer@example.com', password: good });
    const old = (await signIn('changer', good)).token;
    const here = (await signIn('changer', good)).token;
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
    await refuses(signIn('changer', good), 'wrong_credentials');
    await signIn('changer', better);
    const subjects = (await home.letters('changer@example.com')).map(({ subject }) => subject);
    assert.equal(subjects.filter((subject) => subject === 'Your password was changed').length, 1);
  });

  it('changes a password ten times an hour, each told by a letter', async () => {
    const user = await home.confirmed({ login: 'restless', email: 'restless@example.com', password: good });
    const change = (oldPassword: string, newPassword: string) =>
      home.app.sessions.changePassword(signedIn(user), { oldPassword, newPassword, confirmPassword: newPassword });
    const words = [good, better];
    for (let times = 0; times < 10; times += 1) await change(words[times % 2] ?? '', words[(times + 1) % 2] ?? '');
    await refuses(change(good, better), 'limited');
    await signIn('restless', good);
    const told = (await home.letters('restless@example.com')).filter(({ subject }) => subject.startsWith('Your pass'));
    assert.equal(told.length, 10);
    home.clock.advance(hour);
    await change(good, better);
  });

  it('is fresh for ten minutes after a password, an hour after setting up, and never after a link', async () => {
    const user = await home.confirmed({ login: 'risky', password: good });
    const freshFor = async (token: string) =>
      Math.max(0, ((await home.app.sessions.whoIs(token))?.freshUntil ?? 0) - home.clock.now());
    assert.equal(await freshFor((await signIn('risky', good)).token), 10 * minute);
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
    const { token } = await signIn('careful', good);
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
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await signIn('watched', good, from);
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

  it('gives each session a token of its own', async () => {
    const tokens = [await signIn('changer', better), await signIn('changer', better)].map(({ token }) => token);
    assert.equal(new Set(tokens).size, 2);
  });

  it('stores no token', async () => {
    const { token } = await signIn('changer', better);
    const rows = await home.app.database.read.selectFrom('sessions').selectAll().execute();
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token));
    home.clock.advance(30 * day);
    await home.app.sessions.sweep(createPiecemeal(home.app.database));
    assert.equal((await home.app.database.read.selectFrom('sessions').select('id').execute()).length, 0);
  });

  it('takes a password however old it is, and asks for no new one', async () => {
    const user = await home.confirmed({ login: 'faithful', password: good });
    home.clock.advance(3 * 365 * day);
    const { token } = await signIn('faithful', good);
    assert.equal((await home.app.sessions.whoIs(token))?.user.id, user.id);
  });
});
