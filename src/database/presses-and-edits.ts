import type { Kysely } from 'kysely';

/**
 * Migration 0082: by which press a session was opened and a form that staff sent took somebody's factors away, so that the same
 * press is told the same; in which session an approval was asked for, so that it ends with it; and what people's profiles were
 * before they edited them, so that "this was not me" brings it back.
 */
export async function pressesAndEdits(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('pressed_by', 'text').execute();
  await db.schema.alterTable('sessions').addColumn('pressed_at', 'bigint').execute();
  await db.schema.alterTable('factor_removals').addColumn('form', 'text').execute();
  await db.schema.alterTable('factor_removals').addColumn('sessions', 'integer').execute();
  await db.schema.alterTable('approvals').addColumn('asked_in', 'text').execute();
  await db.schema
    .createTable('own_edits')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('company_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('own_edits_user').on('own_edits').columns(['user_id', 'at']).execute();
  await db.schema.createIndex('own_edits_at').on('own_edits').column('at').execute();
}
