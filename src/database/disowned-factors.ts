import type { Kysely } from 'kysely';

/**
 * Since when a second factor opens nothing any more, because "this was not me" was said of what it was added after. Of
 * recovery codes that were drawn before, nobody knows when: they count as old.
 */
export async function disownedFactors(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('totp_factors').addColumn('disowned_at', 'bigint').execute();
  await db.schema.alterTable('passkeys').addColumn('disowned_at', 'bigint').execute();
  await db.schema.alterTable('recovery_codes').addColumn('disowned_at', 'bigint').execute();
  await db.schema
    .alterTable('recovery_codes')
    .addColumn('drawn_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
}
