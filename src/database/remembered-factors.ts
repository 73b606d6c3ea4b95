import type { Kysely } from 'kysely';

/** Migration 0075: with which second factor a device was remembered, so that it is forgotten with that one. */
export async function rememberedFactors(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('remembered_devices').addColumn('factor_used', 'text').execute();
}
