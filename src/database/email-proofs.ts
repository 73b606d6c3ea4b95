import type { Kysely } from 'kysely';

/** Addresses that are proven, and those that wait for it. */
export async function emailProofs(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('email_proven_at', 'bigint').execute();
  await db.schema
    .createTable('email_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('from_email', 'text')
    .addColumn('to_email', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema.createIndex('email_changes_user').on('email_changes').columns(['user_id', 'state']).execute();
  await db.schema.createIndex('email_changes_expires_at').on('email_changes').column('expires_at').execute();
  await db.schema.alterTable('links').addColumn('email_change_id', 'text').execute();
}
