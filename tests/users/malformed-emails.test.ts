import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { type Database, migrate, openDatabase } from '../../src/database/index.ts';
import { hour, roles } from '../../src/kernel/index.ts';
import { bucketsInUse } from '../../src/users/browse/bucket-store.ts';
import { countPlanned, planOf } from '../../src/users/browse/plan.ts';
import { onEveryEngine } from '../engines.ts';
import { migrateUntil } from '../migrate-until.ts';

const emails = {
  anna: 'anna@lumen.example',
  ben: 'ben@lumen',
  cleo: 'cleo lumen.example',
  dora: 'dora@@lumen.example',
  dorb: 'dora@@lumen.example',
  eve: null,
};

onEveryEngine('users of a version that did not mark malformed addresses', (engine) => {
  it('are found by their malformed addresses once the database is brought up to date', async (t) => {
    const place = await engine.place();
    const database = await openDatabase(place.url);
    t.after(async () => {
      await database.close();
      await place.remove();
    });
    await migrateUntil(database, '0056_malformed_emails');
    await database.write(takeOver);

    await migrate(database);
    const count = async (filters: string[], search = '') =>
      countPlanned(database, await planOf(database, { search, filters }, { now: hour, told: roles }));
    assert.equal(await count(['malformed_email']), 3);
    assert.equal(await count(['malformed_email', 'shared_email']), 3, 'alternatives of one kind');
    assert.equal(await count(['shared_email']), 2);
    assert.equal(await count(['malformed_email'], 'cleo'), 1);
    assert.equal(await count(['malformed_email'], 'anna'), 0);
    assert.equal((await bucketsInUse(database.lists)).length, 4);
  });
});

async function takeOver(tx: Parameters<Parameters<Database['write']>[0]>[0]): Promise<void> {
  await sql`insert into companies (id, name, language, help_name, created_at) values ('c', 'Lumen', 'en', 'IT', 0)`.execute(
    tx,
  );
  for (const [login, email] of Object.entries(emails)) {
    const shared = login.startsWith('dor') ? 1 : 0;
    await sql`insert into users (id, company_id, name, login, login_folded, email, email_folded, email_shared, role, state,
        language, time_zone, created_at, name_sort, search_text)
      values (${login}, 'c', ${login}, ${login}, ${login}, ${email}, ${email}, ${shared}, 'user', 'confirmed',
        'en', 'UTC', 0, ${login}, ${`${login} ${email ?? ''}`})`.execute(tx);
  }
}
