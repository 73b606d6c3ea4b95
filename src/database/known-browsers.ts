import type { Kysely } from 'kysely';

/** Browsers that users have signed in with, sessions of new ones, and what a "this was not me" link is about. */
export async function knownBrowsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('known_browsers')
    .addColumn('digest', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('known_browsers_user')
    .on('known_browsers')
    .columns(['user_id', 'last_seen_at'])
    .execute();
  await db.schema.createIndex('known_browsers_last_seen_at').on('known_browsers').column('last_seen_at').execute();
  await db.schema
    .alterTable('sessions')
    .addColumn('new_browser', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('links').addColumn('about', 'text').execute();
}
