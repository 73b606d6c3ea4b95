import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, it } from 'node:test';
import { createAudit } from '../../src/audit/index.ts';
import type { Database } from '../../src/database/index.ts';
import {
  askWithin,
  createReach,
  Refusal,
  type RefusalCode,
  type Role,
  silent,
  systemRandom,
} from '../../src/kernel/index.ts';
import { createPasswords, type Passwords } from '../../src/passwords/index.ts';
import { createSettings } from '../../src/settings/index.ts';
import { createThrottle } from '../../src/throttle/index.ts';
import { createUsers, type NewUser, type User, type UserFollower, type Users } from '../../src/users/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { anybodyWith, operator, signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';

const refuses = (work: Promise<unknown>, code: RefusalCode) =>
  assert.rejects(work, (error) => error instanceof Refusal && error.code === code);

onEveryEngine('users', (engine) => {
  const clock = movedClock();
  let database: Database;
  let passwords: Passwords;
  let users: Users;
  let company: string;
  const heard: string[] = [];
  const follower: UserFollower = {
    name: 'test',
    async passwordReplaced(_tx, { user, by }) {
      if (user.login === 'unlucky') throw new Error('a bug in a follower');
      heard.push(`${user.login} replaced by ${by}`);
      return { sessions: 2 };
    },
    async archived(_tx, user) {
      heard.push(`${user.login} archived`);
      return {};
    },
  };
  before(async () => {
    database = await engine.open();
    const audit = createAudit({ database, clock, random: systemRandom, secrets: anySecrets });
    const settings = createSettings({ database, clock, witness: audit });
    passwords = createPasswords({ log: silent, dataDir: tmpdir(), askWeb: askWithin(createReach([])) });
    users = createUsers({
      database,
      clock,
      random: systemRandom,
      insecureHttp: false,
      audit,
      settings,
      throttle: createThrottle({ clock, secrets: anySecrets }),
      passwords,
      followers: [follower],
    });
    const help = { name: 'Help desk', phone: undefined, email: undefined, page: undefined };
    company = (await database.write((tx) => users.createCompany(tx, { name: 'Lumen', language: 'en', help }))).id;
  });
  after(async () => {
    await passwords.close();
    await database.close();
  });

  const create = (user: Partial<NewUser> & { login: string }) => users.create(operator, { name: 'Somebody', ...user });
  const meant = async (typed: string) => (await users.meantBy(database.read, typed)).map((user) => user.login);
  const adopt = (user: { login: string; email?: string; role?: Role; state?: User['state'] }) =>
    database.write((tx) =>
      users.adopt(tx, {
        companyId: company,
        name: user.login,
        email: undefined,
        role: 'user',
        state: 'confirmed',
        language: 'en',
        timeZone: 'UTC',
        ...user,
      }),
    );

  it('means by a typed name the login that equals it, before any email', async () => {
    await create({ login: 'shared@example.com', email: 'elsewhere@example.com' });
    await adopt({ login: 'other', email: 'shared@example.com' });
    assert.deepEqual(await meant(' SHARED@Example.com '), ['shared@example.com']);
  });

  it('means everybody who has an email, the active first, six at most', async () => {
    await adopt({ login: 'gone', email: 'team@example.com', state: 'archived' });
    for (let index = 0; index < 7; index++) await adopt({ login: `team-${index}`, email: 'Team@Example.com' });
    const found = await meant('team@example.com');
    assert.equal(found.length, 6);
    assert.ok(!found.includes('gone'));
  });

  it('means nobody by an empty or an unknown name', async () => {
    assert.deepEqual(await meant(''), []);
    assert.deepEqual(await meant('  '), []);
    assert.deepEqual(await meant('nobody@example.com'), []);
  });

  it('takes no login twice, however it is written', async () => {
    await create({ login: 'Zoë' });
    await refuses(create({ login: 'zoe\u0308' }), 'login_taken');
    await refuses(create({ login: 'ZOË' }), 'login_taken');
  });

  it('takes as a login nobody’s email, and as an email nobody’s login, however they are written', async () => {
    await create({ login: 'ada', email: 'ada@example.com' });
    await adopt({ login: 'left', email: 'left@example.com', state: 'archived' });
    await refuses(create({ login: 'ADA@example.com' }), 'login_taken');
    await refuses(create({ login: 'left@example.com' }), 'login_taken'); // they may come back
    await create({ login: 'lee@example.com' });
    await refuses(create({ login: 'lee', email: 'Lee@Example.com' }), 'email_is_login');
    await create({ login: 'same@example.com', email: 'same@example.com' });
    await create({ login: 'second', email: 'same@example.com' });
    assert.deepEqual(await meant('ada@example.com'), ['ada']);
  });

  it('calls nobody what is not read as it is written', async () => {
    const { name } = await create({ login: 'hidden', name: '\u202eniam\u202c Ad\u200ba' });
    assert.equal(name, 'niam Ada');
    assert.equal((await create({ login: 'ali', name: 'علی\u200cرضا' })).name, 'علی\u200cرضا');
  });

  it('refuses what no user can be', async () => {
    await refuses(create({ login: ' ' }), 'login_missing');
    await refuses(create({ login: 'a\nb' }), 'login_missing');
    for (const name of [' ', '\u200b\u202e']) await refuses(create({ login: 'x1', name }), 'name_missing');
    await refuses(create({ login: 'x2', email: 'not an address' }), 'email_malformed');
    await refuses(create({ login: 'x3', company: 'Nowhere' }), 'not_found');
    await refuses(create({ login: 'x4', timeZone: 'Mars/Olympus' }), 'malformed');
    await refuses(create({ login: 'x5\ud800' }), 'malformed');
  });

  it('lets nobody create who may not, and nobody give a role as high as their own', async () => {
    await refuses(users.create(anybodyWith('helpdesk'), { login: 'y1', name: 'Y' }), 'forbidden');
    await refuses(users.create(anybodyWith('access'), { login: 'y2', name: 'Y', role: 'access' }), 'forbidden');
    assert.equal(
      (await users.create(anybodyWith('access'), { login: 'y3', name: 'Y', role: 'helpdesk' })).role,
      'helpdesk',
    );
  });

  it('leaves an audit event of who was refused', async () => {
    const events = await database.read.selectFrom('audit_events').select(['event', 'outcome']).execute();
    assert.ok(events.some((event) => event.event === 'access.refused' && event.outcome === 'forbidden'));
  });

  it('always keeps an active settings user, also when two are archived at once', async () => {
    const both = [
      await adopt({ login: 'root-1', role: 'settings' }),
      await adopt({ login: 'root-2', role: 'settings' }),
    ];
    const settled = await Promise.allSettled(both.map((user) => users.archive(operator, user.id)));
    assert.deepEqual(settled.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.ok(await users.isSetUp(database.read));
  });

  it('tells its followers of an archiving once, and archives nobody greater', async () => {
    const user = await adopt({ login: 'leaver' });
    const boss = await adopt({ login: 'boss', role: 'access' });
    await refuses(users.archive(signedIn({ ...user, role: 'access' }), boss.id), 'forbidden');
    await users.archive(operator, user.id);
    await users.archive(operator, user.id);
    assert.equal(heard.filter((line) => line === 'leaver archived').length, 1);
  });

  it('replaces a password with everything that follows from it', async () => {
    const user = await create({ login: 'newcomer' });
    const change = { user, hash: '$argon2id$fake', policy: 'guide@1', by: 'link', caller: operator } as const;
    const ended = await database.write((tx) => users.replacePassword(tx, change));
    assert.deepEqual(ended, { sessions: 2, api_keys: 0, remembered_devices: 0, links: 0 });
    assert.equal((await users.byId(database.read, user.id))?.state, 'confirmed');
    assert.equal((await users.passwordOf(database.read, user.id))?.hash, '$argon2id$fake');
    await database.write((tx) => users.replacePassword(tx, { user, by: 'void', caller: operator }));
    assert.equal(await users.passwordOf(database.read, user.id), undefined);
    assert.deepEqual(heard.slice(-2), ['newcomer replaced by link', 'newcomer replaced by void']);
  });

  it('undoes the whole replacement when a follower fails', async () => {
    const user = await create({ login: 'unlucky' });
    const change = { user, hash: 'x', policy: 'guide@1', by: 'link', caller: operator } as const;
    await assert.rejects(
      database.write((tx) => users.replacePassword(tx, change)),
      /a bug in a follower/,
    );
    assert.equal(await users.passwordOf(database.read, user.id), undefined);
    assert.equal((await users.byId(database.read, user.id))?.state, 'invited');
  });

  it('lists by login, page by page, and finds by part of name, login or email', async () => {
    const first = await users.list(operator, { limit: 3 });
    const second = await users.list(operator, { limit: 3, cursor: first.next ?? '' });
    const logins = [...first.items, ...second.items].map((user) => user.login);
    assert.deepEqual(
      logins,
      [...logins].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    );
    assert.deepEqual(
      (await users.list(operator, { search: 'EAVE' })).items.map((user) => user.login),
      ['leaver'],
    );
    assert.equal((await users.list(operator, { search: '%' })).items.length, 0);
    await refuses(users.list(anybodyWith('user'), {}), 'forbidden');
  });

  it('names one user for a command, or says why not', async () => {
    const user = await create({ login: 'precise', email: 'precise@example.com' });
    assert.equal((await users.named(user.id)).id, user.id);
    assert.equal((await users.named('PRECISE@example.com')).id, user.id);
    await refuses(users.named('team@example.com'), 'ambiguous');
    await refuses(users.named('nobody'), 'not_found');
  });
});
