import type { Kysely } from 'kysely';

/** In which browsers a second factor was proved. Of those that were known before, nobody knows: it is proved once more. */
export async function provedBrowsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('known_browsers')
    .addColumn('factor_proved', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
