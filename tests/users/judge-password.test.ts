import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import type { AskWeb } from '../../src/kernel/index.ts';
import { breachedPath } from '../../src/passwords/breached-file.ts';
import type { User } from '../../src/users/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const passwords = ['Lantern-harbour-58', 'Velvet-anchor-73', 'Copper-meadow-41'] as const;
const [first, second, third] = passwords;

onEveryEngine('the password that a user wants', (engine) => {
  let installation: Installation;
  let user: User;
  let service: AskWeb;
  before(async () => {
    installation = await openInstallation(engine, { askWeb: (...asked) => service(...asked) });
    user = await installation.confirmed({ login: 'mara', password: first });
  });
  after(() => installation.close());

  const set = async (key: 'password_history' | 'password_barred_words' | 'breach_lookup', value: never) =>
    installation.app.settings.change(installation.operator, key, value);
  const lacks = async (password: string, typing = false) => {
    const found = await installation.app.users.judgePassword(installation.operator, user, { password, typing });
    return found.map(({ rule }) => rule);
  };
  const change = async (password: string) => {
    const { app, operator: caller, clock } = installation;
    clock.advance(1);
    const hash = await app.passwords.hash(password);
    await app.database.write((tx) =>
      app.users.replacePassword(tx, { user, hash, policy: 'guide@1', by: 'owner', caller }),
    );
  };

  it('may be the present one while no history is kept', async () => {
    assert.deepEqual(await lacks(first), []);
  });

  it('is none of the last ones, the present one among them, as far back as the setting says', async () => {
    await set('password_history', 2 as never);
    await change(second);
    await change(third);
    assert.deepEqual(await Promise.all(passwords.map((one) => lacks(one))), [[], ['used_before'], ['used_before']]);
    await set('password_history', 3 as never);
    await change(first);
    assert.deepEqual(await lacks(second), ['used_before']);
  });

  it('is not held against the former ones while it is being typed: each would cost a hash', async () => {
    assert.deepEqual(await lacks(first, true), []);
  });

  it('leaves no former hash behind when the history is switched off', async () => {
    await set('password_history', 0 as never);
    await change(second);
    const kept = await installation.app.database.read.selectFrom('former_passwords').selectAll().execute();
    assert.deepEqual(kept, []);
  });

  it('contains none of the words that the installation bars', async () => {
    await set('password_barred_words', ['Anchor', 'Zeppelin'] as never);
    assert.deepEqual(await lacks('Velvet-4nch0r-73'), ['barred']);
    await set('password_barred_words', [] as never);
  });

  it('is none that was breached, as the service knows it', async () => {
    const digest = createHash('sha1').update(third).digest('hex').toUpperCase();
    service = async () => ({ status: 200, body: `${digest.slice(5)}:7` });
    await set('breach_lookup', 'fail_open' as never);
    assert.deepEqual(await lacks(third), ['breached']);
    assert.deepEqual(await lacks(third, true), [], 'nothing is told while it is typed');
    assert.deepEqual(await lacks(second), []);
  });

  it('is let through when breached ones cannot be looked up, and that is recorded', async () => {
    service = async () => ({ status: 500, body: '' });
    await set('breach_lookup', 'fail_open' as never);
    assert.deepEqual(await lacks(third), []);
    const { items } = await installation.app.audit.list(installation.operator, { event: 'password.breaches_unknown' });
    assert.deepEqual(items[0]?.details, { held_back: false });
  });

  it('is held back instead where the setting says so, and can be tried again', async () => {
    await set('breach_lookup', 'fail_closed' as never);
    const refusal = await refuses(lacks(third), 'breaches_unknown');
    assert.equal(refusal.details.retryAfter, 60);
    service = async () => ({ status: 200, body: '' });
    assert.deepEqual(await lacks(third), []);
  });

  it('is held back by no file of breached passwords that cannot be read, whatever the setting says of the service', async () => {
    const { app, operator } = installation;
    writeFileSync(breachedPath(app.config.dataDir), 'damaged');
    await set('breach_lookup', 'fail_closed' as never);
    const recorded = async () => (await app.audit.list(operator, { event: 'password.breaches_unknown' })).items;
    const before = (await recorded()).length;
    assert.deepEqual(await lacks(third, true), []);
    assert.equal((await recorded()).length, before, 'nothing is recorded while it is typed');
    assert.deepEqual(await lacks(third), []);
    const after = await recorded();
    assert.deepEqual([after.length - before, after[0]?.details], [1, { held_back: false }]);
    rmSync(breachedPath(app.config.dataDir));
  });
});
