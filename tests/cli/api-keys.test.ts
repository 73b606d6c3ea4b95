import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KeyRecord } from '../../src/api-keys/index.ts';
import { type CommandLine, openCommandLine, refusedWith } from './command-line.ts';

interface Made {
  key: string;
  api_key: KeyRecord;
}

describe('rekey api-keys', () => {
  let rekey: CommandLine;
  before(async () => {
    rekey = openCommandLine();
    const ada = ['--login', 'ada', '--email', 'ada@example.com', '--name', 'Ada Lovelace', '--role', 'settings'];
    await rekey.json('users', 'create', ...ada);
  });
  after(() => rekey.remove());

  const create = ['api-keys', 'create', '--user', 'ada'];

  it('create prints the key alone to stdout, and what it is to a person', async () => {
    const { code, out, err } = await rekey.run(...create, '--scope', 'users:read', '--expires', '90d', '--name', 'CRM');
    assert.equal(code, 0);
    assert.match(out, /^rekey_[\w-]{43}\n$/);
    assert.match(err, /^CRM acts as ada until .* UTC\. Keep it now: it is not shown again\.\n$/);
  });

  it('create takes scopes with commas and again, and ends by length of time or date', async () => {
    const scopes = ['--scope', 'users:read,resets:send', '--scope', 'audit:read'];
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const made = (await rekey.json(...create, ...scopes, '--expires', tomorrow)) as unknown as Made;
    assert.deepEqual(made.api_key.scopes, ['users:read', 'resets:send', 'audit:read']);
    assert.equal(made.api_key.expires_at, `${tomorrow}T00:00:00.000Z`);
    assert.ok(made.key.startsWith(made.api_key.hint));
  });

  it('create refuses unknown scopes, an end that is none, and more than a year', async () => {
    const scope = ['--scope', 'users:read'];
    for (const wrong of [
      ['--scope', 'users:all', '--expires', '1d'],
      [...scope, '--expires', '400d'],
    ]) {
      assert.deepEqual(await refusedWith(rekey.run(...create, ...wrong, '--json')), [2, 'malformed']);
    }
    for (const wrong of [[...scope, '--expires', 'never'], scope]) {
      assert.deepEqual(await refusedWith(rekey.run(...create, ...wrong, '--json')), [2, 'wrong_use']);
    }
  });

  it('list never shows a key, and revoke ends one', async () => {
    const { items } = (await rekey.json('api-keys', 'list', '--user', 'ada')) as unknown as { items: KeyRecord[] };
    assert.equal(items.length, 2);
    assert.doesNotMatch(JSON.stringify(items), /rekey_[\w-]{43}/);
    const id = items[0]?.id ?? '';
    assert.deepEqual(await rekey.json('api-keys', 'revoke', id), { revoked: id, others: 0 });
    assert.deepEqual(await refusedWith(rekey.run('api-keys', 'revoke', id, '--json')), [3, 'not_found']);
    assert.match((await rekey.run('api-keys', 'list')).out, /^ID +NAME +KEY +USER +SCOPES/);
  });
});
