import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import type { Tx } from '../../src/database/index.ts';
import { createClient, hiddenField } from '../client.ts';
import { onEveryEngine } from '../engines.ts';
import { dataFolder, freePort, startServer } from '../server.ts';
import { newPassword } from './nothing-by-half.ts';
import { beside, configOf, makeLinkHolders, settingsOf } from './people.ts';

onEveryEngine('a server beside which a newer one has brought the database to its own schema', (engine) => {
  it('F-36 goes on: asks, links, sign-ins, and a stop in good order', async (t) => {
    const folder = dataFolder();
    const place = await engine.migrated();
    const port = await freePort();
    const settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
    const server = await startServer(folder.path, { env: { ...settings, REKEY_PORT: String(port) } });
    t.after(async () => {
      await server.stop();
      await place.remove();
      folder.remove();
    });
    const [holder] = await makeLinkHolders(configOf(settings), 'holder', 1);
    assert.ok(holder);
    await beside(configOf(settings), ({ database }) => database.write((tx) => asTheNextVersionDoes(tx)));

    const client = createClient(server.url);
    assert.equal((await client.post('/web/reset_password', { login: 'somebody' })).status, 303);
    const page = await client.visit(`/web/reset_password?token=${holder.token}`);
    const fields = { link: hiddenField(page.body, 'link'), password: newPassword, confirm_password: newPassword };
    assert.equal((await client.post('/web/reset_password', fields)).location, '/web/reset_password/done');
    const signIn = { login: holder.login, password: newPassword };
    assert.equal((await createClient(server.url).post('/web/login', signIn)).status, 303);
    assert.equal((await client.get('/readyz')).status, 200);
    assert.equal(await server.stop(), 0);
  });
});

/** A migration only adds: a table, or columns that may be empty. */
async function asTheNextVersionDoes(tx: Tx): Promise<void> {
  for (const table of ['users', 'resets', 'sessions', 'messages', 'audit_events']) {
    await tx.schema.alterTable(table).addColumn('of_the_next_version', 'text').execute();
  }
  await tx.schema.createTable('things_of_the_next_version').addColumn('id', 'text').execute();
  await sql`insert into kysely_migration (name, timestamp) values ('9999_next', '')`.execute(tx);
}
