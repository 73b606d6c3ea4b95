import { type Kysely, sql } from 'kysely';

/** Migration 0003: places for the positions, the checkpoints and the end of the sealed audit record. */
export async function sealedRecord(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('audit_events').addColumn('position', 'bigint').execute();
  await db.schema.alterTable('audit_events').addColumn('digest', 'text').execute();
  await db.schema.createIndex('audit_events_position').on('audit_events').column('position').unique().execute();
  // The sealer's line.
  await db.schema
    .createIndex('audit_events_unsealed')
    .on('audit_events')
    .column('id')
    .where('position' as never, 'is', null)
    .execute();
  await db.schema
    .createTable('audit_checkpoints')
    .addColumn('position', 'bigint', (c) => c.primaryKey())
    .addColumn('first', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('mac', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('audit_end')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('mac', 'text', (c) => c.notNull())
    .execute();
  // There from the beginning, so that the first sealer has something to hold.
  await sql`insert into audit_end (id, position, digest, key, mac) values (1, 0, '', '', '')`.execute(db);
}
