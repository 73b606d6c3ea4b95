import type { Kysely } from 'kysely';

/** Browsers that a user knew before a password was set elsewhere: until now they were deleted. */
export async function forgottenBrowsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('known_browsers')
    .addColumn('forgotten', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
