import type { Kysely } from 'kysely';

/** What an edit compares, and what unarchiving goes back to. */
export async function userEdits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('users').addColumn('archived_from', 'text').execute();
}
