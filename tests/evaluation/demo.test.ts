import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/index.ts';
import { type Demo, seedDemo, startMessage } from '../../src/evaluation/index.ts';
import { isEmail, roles, silent } from '../../src/kernel/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { movedClock } from '../moved-clock.ts';
import { openedSession } from '../opened-session.ts';
import { dataFolder } from '../server.ts';

describe('the demo data of an evaluation', () => {
  let folder: ReturnType<typeof dataFolder>;
  let app: App;
  let demo: Demo;
  const open = async (): Promise<void> => {
    const config = loadConfig({ REKEY_DATA_DIR: folder.path }, { evaluation: true, needs: 'serve' });
    app = await createApp(config, { as: 'evaluation', log: silent, clock: movedClock(), mailServers: async () => [] });
    demo = await seedDemo({ ...app, dataDir: folder.path });
  };
  beforeEach(async () => {
    folder = dataFolder();
    await open();
  });
  afterEach(async () => {
    await app.close();
    folder.remove();
  });

  const everybody = async () => (await app.users.list(operator, { limit: 100 })).items;
  const signIn = (login: string, password: string) =>
    app.sessions.signIn(strangerAt('192.0.2.1'), { login, password, knownBrowser: undefined });
  const everything = async () => ({
    users: await app.database.read.selectFrom('users').selectAll().orderBy('id').execute(),
    passwords: await app.database.read.selectFrom('passwords').selectAll().orderBy('user_id').execute(),
    companies: await app.database.read.selectFrom('companies').selectAll().execute(),
    messages: await app.database.read.selectFrom('messages').selectAll().execute(),
  });

  it('is one company with somebody to contact, and 25 users', async () => {
    const companies = await app.users.companies(app.database.read);
    assert.equal(companies.length, 1);
    assert.ok(companies[0]?.help.name && companies[0].help.phone && companies[0].help.email?.endsWith('@example.com'));
    assert.equal((await everybody()).length, 25);
  });

  it('has every state, role and language, and many time zones', async () => {
    const users = await everybody();
    const all = <T>(values: T[]): T[] => [...new Set(values)].sort();
    assert.deepEqual(all(users.map((user) => user.state)), ['archived', 'confirmed', 'invited']);
    assert.deepEqual(all(users.map((user) => user.role)), [...roles].sort());
    assert.deepEqual(all(users.map((user) => user.language)), ['ar', 'de', 'en', 'es', 'fr']);
    assert.ok(new Set(users.map((user) => user.time_zone)).size > 10);
    for (const { time_zone: timeZone } of users) assert.ok(new Intl.DateTimeFormat('en', { timeZone }));
  });

  it('has every trouble with an email: none, one that is shared, one that is malformed', async () => {
    const emails = (await everybody()).map((user) => user.email);
    assert.equal(emails.filter((email) => email === null).length, 1);
    assert.equal(emails.filter((email) => email !== null && !isEmail(email)).length, 1);
    const shared = emails.filter((email, index) => email !== null && emails.indexOf(email) !== index);
    assert.equal(shared.length, 1);
    assert.equal((await app.users.meantBy(app.database.read, shared[0] ?? '')).length, 2);
    assert.ok(emails.every((email) => !email || !isEmail(email) || email.endsWith('@example.com')));
  });

  it('has names of many scripts, a very long one, and one that looks like markup', async () => {
    const names = (await everybody()).map((user) => user.name);
    for (const part of ['é', 'ü', 'Ł', '日本', 'ليلى', "O'", 'Олена', 'İ', '<b>Bob</b>']) {
      assert.ok(
        names.some((name) => name.includes(part)),
        part,
      );
    }
    assert.ok(names.some((name) => name.length > 90));
  });

  it('lets the demo administrator in with the password that it tells, and nobody else', async () => {
    const { login, password = '' } = demo.administrator;
    const { user } = openedSession(await signIn(login, password));
    assert.equal(user.role, 'settings');
    for (const other of await everybody()) {
      if (other.login !== login) await assert.rejects(signIn(other.login, password), { code: 'wrong_credentials' });
    }
  });

  it('draws a password that its own policy takes, for each evaluation', async () => {
    const person = {
      name: 'Alex Thornbury',
      login: 'admin',
      email: 'admin@example.com',
      company: 'Fennmoor Instruments',
    };
    const rules = await app.settings.read(app.database.read);
    const { violations } = await app.passwords.judge(rules, { password: demo.administrator.password ?? '', person });
    assert.deepEqual(violations, []);
    assert.match(demo.administrator.password ?? '', /^([A-Z][a-z2-9]{4}-){3}[A-Z][a-z2-9]{4}$/);
    const { password } = demo.administrator;
    await app.close();
    folder.remove();
    folder = dataFolder();
    await open();
    assert.notEqual(demo.administrator.password, password, 'another one elsewhere');
  });

  it('keeps the password for its owner only', () => {
    const file = join(folder.path, 'demo-administrator');
    assert.equal(demo.administrator.file, file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { login: 'admin', password: demo.administrator.password });
  });

  it('sends nobody a letter about it', async () => {
    assert.deepEqual((await everything()).messages, []);
  });

  it('finds everything again at the second start and changes nothing', async () => {
    const [before, told] = [await everything(), demo];
    await app.close();
    await open();
    assert.deepEqual(await everything(), before);
    assert.deepEqual(demo, told);
  });

  it('tells how to get a new password when the kept one is lost, broken or changed since', async () => {
    for (const spoil of [
      () => rmSync(demo.administrator.file),
      () => writeFileSync(demo.administrator.file, '{'),
      () => writeFileSync(demo.administrator.file, '{"login":"admin","password":"another"}'),
    ]) {
      spoil();
      const again = await seedDemo({ ...app, dataDir: folder.path });
      assert.equal(again.administrator.password, undefined);
      const message = startMessage(app.locale.in('en'), 'http://127.0.0.1:8470', again).join('\n');
      assert.match(message, /Reset it as below, with admin as the email/);
      assert.doesNotMatch(message, /another/);
    }
  });

  it('says at the start where to go, who may enter and how to reset a password', () => {
    const lines = startMessage(app.locale.in('en'), 'http://127.0.0.1:8470', demo);
    for (const part of [
      'http://127.0.0.1:8470',
      'http://127.0.0.1:8470/web/login',
      'http://127.0.0.1:8470/web/reset_password',
      'http://127.0.0.1:8470/mailbox',
      'mara.keller@example.com',
      'admin',
      demo.administrator.password ?? 'none',
    ]) {
      assert.ok(
        lines.some((line) => line.split(/\s/).includes(part)),
        part,
      );
    }
    assert.ok(lines.every((line) => !line.includes('\u001b') && line.length <= 120));
  });
});
