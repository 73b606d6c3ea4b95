import { type Kysely, sql } from 'kysely';

/** Where the sealed audit record begins, once its oldest events have been removed. */
export async function auditStart(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_start')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('mac', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into audit_start (id, position, digest, key, mac) values (1, 0, '', '', '')`.execute(db);
}
