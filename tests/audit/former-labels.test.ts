import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { createAudit } from '../../src/audit/audit.ts';
import { migrate, openDatabase } from '../../src/database/index.ts';
import { createSecrets, newId, systemClock, systemRandom } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { migrateUntil } from '../migrate-until.ts';

onEveryEngine('events of a version that did not fold their labels', (engine) => {
  it('are found by them in any spelling once the database is brought up to date', async (t) => {
    const place = await engine.place();
    const database = await openDatabase(place.url);
    t.after(async () => {
      await database.close();
      await place.remove();
    });
    await migrateUntil(database, '0066_audit_names');
    const clock = systemClock();
    await database.write(async (tx) => {
      for (const label of ['Ünal', 'Mara', null]) {
        await sql`insert into audit_events (id, at, event, actor_kind, actor_label, subject_label, outcome, details, request_id)
          values (${newId(clock, systemRandom)}, 0, 'user.edited', 'user', 'ÉTIENNE', ${label}, 'done', '{}', 'r')`.execute(
          tx,
        );
      }
    });
    await migrate(database);
    const secrets = createSecrets('secret', undefined, systemRandom);
    const audit = createAudit({ database, clock, random: systemRandom, secrets });
    const count = async (called: string) => (await audit.count(operator, { people: { ids: [], called } })).count;
    assert.deepEqual([await count('ünal'), await count('MARA'), await count('étienne')], [1, 1, 3]);
  });
});
