import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/index.ts';
import { silent } from '../../src/kernel/index.ts';
import type { UserRecord } from '../../src/users/index.ts';
import { baseUrl, type CommandLine, openCommandLine, refusedWith } from './command-line.ts';

const ada = ['--login', 'ada', '--email', 'ada@example.com', '--name', 'Ada Lovelace'];
const bob = ['--login', 'bob', '--email', 'bob@example.com', '--name', 'Bob'];
const link = new RegExp(`^${baseUrl}/web/reset_password\\?token=[\\w-]{43}$`);

describe('rekey users', () => {
  let rekey: CommandLine;
  before(() => {
    rekey = openCommandLine();
  });
  after(() => rekey.remove());

  it('create makes a user on a database that was empty, and sends nothing', async () => {
    const user = await rekey.json('users', 'create', ...ada, '--role', 'settings', '--language', 'de');
    assert.deepEqual(
      [user['login'], user['role'], user['language'], user['state']],
      ['ada', 'settings', 'de', 'invited'],
    );
    assert.deepEqual(await rekey.json('mail', 'queue'), { items: [], next: null });
  });

  it('create --invite queues an invitation', async () => {
    assert.equal((await rekey.json('users', 'create', ...bob, '--invite'))['login'], 'bob');
    const { items } = (await rekey.json('mail', 'queue')) as { items: { kind: string; to: { address: string } }[] };
    assert.deepEqual(
      items.map((item) => [item.kind, item.to.address]),
      [['invitation', 'bob@example.com']],
    );
  });

  it('create --print-link prints the link alone to stdout and mails nothing', async () => {
    const eve = ['--login', 'eve', '--email', 'eve@example.com', '--name', 'Eve'];
    const { code, out, err } = await rekey.run('users', 'create', ...eve, '--print-link');
    assert.equal(code, 0);
    assert.match(out.trimEnd(), link);
    assert.match(err, /^Eve \(eve\) sets a new password with this link\. It works once, until .* UTC\.\n$/);
    const { items } = (await rekey.json('mail', 'queue')) as { items: unknown[] };
    assert.equal(items.length, 1);
  });

  it('create refuses a login that is taken', async () => {
    assert.deepEqual(await refusedWith(rekey.run('users', 'create', ...ada, '--json')), [3, 'login_taken']);
  });

  it('create does not take --invite and --print-link together, nor a role or language that there is not', async () => {
    for (const wrong of [
      ['--invite', '--print-link'],
      ['--role', 'king'],
      ['--language', 'tlh'],
    ]) {
      const ran = rekey.run('users', 'create', ...bob, ...wrong, '--json');
      assert.deepEqual(await refusedWith(ran), [2, 'wrong_use'], wrong.join(' '));
    }
  });

  it('list tells users page by page', async () => {
    const first = (await rekey.json('users', 'list', '--limit', '2')) as { items: UserRecord[]; next: string };
    const second = (await rekey.json('users', 'list', '--limit', '2', '--cursor', first.next)) as {
      items: UserRecord[];
    };
    const logins = [...first.items, ...second.items].map((user) => user.login);
    assert.deepEqual(logins, ['ada', 'bob', 'eve']);
  });

  it('list shows a person a table, and says on stderr how to go on', async () => {
    const { out, err } = await rekey.run('users', 'list', '--limit', '1');
    assert.deepEqual(out.split('\n'), [
      'LOGIN  NAME          EMAIL            ROLE      STATE    COMPANY',
      'ada    Ada Lovelace  ada@example.com  settings  invited  Rekey',
      '',
    ]);
    assert.match(err, /--cursor/);
  });

  it('list finds by part of the name', async () => {
    const { items } = (await rekey.json('users', 'list', '--search', 'lovel')) as { items: UserRecord[] };
    assert.deepEqual(
      items.map((user) => user.login),
      ['ada'],
    );
  });

  it('list keeps a hostile name on its line', async () => {
    const name = 'Mal\u001b[2Jlo\u200cry\nroot';
    await rekey.run('users', 'create', '--login', 'mal', '--email', 'mal@example.com', '--name', name);
    const { out } = await rekey.run('users', 'list', '--search', 'mal');
    assert.equal(out.split('\n').length, 3);
    for (const mark of ['\u001b', '\u200c']) assert.ok(!out.includes(mark));
    assert.ok(out.includes('lo‹U+200C›ry'));
  });

  it('send-reset queues a letter, by login, email or id', async () => {
    const { items } = (await rekey.json('users', 'list', '--search', 'bob')) as { items: UserRecord[] };
    for (const name of ['bob', 'BOB@example.com', items[0]?.id ?? '']) {
      assert.equal((await rekey.json('users', 'send-reset', name))['user_id'], items[0]?.id);
    }
  });

  it('send-reset keeps how the identity was checked', async () => {
    const how = ['--identity-check', 'called_back', '--note', 'on the known number'];
    const reset = await rekey.json('users', 'send-reset', 'bob', ...how);
    assert.deepEqual([reset['identity_check'], reset['note']], ['called_back', 'on the known number']);
    const wrong = rekey.run('users', 'send-reset', 'bob', '--identity-check', 'felt_right', '--json');
    assert.deepEqual(await refusedWith(wrong), [2, 'wrong_use']);
  });

  it('send-reset --print-link tells link and reset, and sends no mail', async () => {
    const before = await rekey.json('mail', 'queue');
    const printed = await rekey.json('users', 'send-reset', 'ada', '--print-link');
    assert.deepEqual(Object.keys(printed), ['link', 'reset']);
    assert.match(String(printed['link']), link);
    assert.deepEqual(await rekey.json('mail', 'queue'), before);
  });

  it('archive ends access, and says who it was', async () => {
    const user = await rekey.json('users', 'archive', 'bob');
    assert.deepEqual([user['login'], user['state']], ['bob', 'archived']);
    assert.deepEqual(await refusedWith(rekey.run('users', 'send-reset', 'bob', '--json')), [3, 'archived']);
  });

  it('archive refuses the last administrator, and somebody unknown', async () => {
    assert.deepEqual(await refusedWith(rekey.run('users', 'archive', 'ada', '--json')), [3, 'last_settings_user']);
    assert.deepEqual(await refusedWith(rekey.run('users', 'archive', 'nobody', '--json')), [3, 'not_found']);
  });

  it('leaves in the audit who did it', async () => {
    const page = await rekey.json('audit', 'list', '--event', 'user.archived', '--subject', 'bob');
    const { items } = page as { items: { actor: { kind: string; label: string }; subject: { label: string } }[] };
    assert.equal(items.length, 1);
    assert.equal(items[0]?.actor.kind, 'operator');
    assert.ok(items[0]?.actor.label);
    assert.equal(items[0]?.subject.label, 'bob');
    const { out } = await rekey.run('audit', 'list', '--event', 'user.archived', '--subject', 'BOB');
    assert.match(out, / {2}operator \S+ +user bob /);
    assert.match((await rekey.run('audit', 'list', '--subject', 'somebody-who-never-was')).out, /Nothing/i);
  });
});

describe('a letter that a command puts in the queue', () => {
  it('is told to wait where no mail server takes it, and why', async () => {
    const rekey = openCommandLine();
    const send = (env: NodeJS.ProcessEnv) =>
      rekey.runWith({ REKEY_BASE_URL: baseUrl, ...env }, 'users', 'send-reset', 'bob');
    const created = await rekey.run('users', 'create', ...bob, '--invite');
    for (const { code, err } of [created, await send({})]) {
      assert.deepEqual([code, err], [0, 'No outgoing mail server is set. The letter waits until there is one.\n']);
    }
    const env = { REKEY_SMTP_URL: 'smtp://127.0.0.1:1', REKEY_MAIL_FROM: 'rekey@example.com' };
    assert.equal((await send(env)).err, '', 'nobody knows of this server yet');
    await findAway({ REKEY_DATA_DIR: rekey.dataDir, REKEY_BASE_URL: baseUrl, ...env });
    assert.match((await send(env)).err, /^The letter waits\. 127\.0\.0\.1: Nothing listens at this server and port\./);
    rekey.remove();
  });
});

/** Runs a worker until it knows that its mail server is away. */
async function findAway(env: NodeJS.ProcessEnv): Promise<void> {
  const app = await createApp(loadConfig(env, { evaluation: false, needs: 'command' }), { as: 'command', log: silent });
  const stop = new AbortController();
  const working = app.mail.run([app.resets.composer], stop.signal);
  while (app.mail.trouble()?.what !== 'failing') await delay(20);
  stop.abort();
  await working;
  await app.close();
}
