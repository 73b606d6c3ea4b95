import type { Kysely } from 'kysely';

/** Migration 0064: what the answer to "this was not me" did, for whoever presses its button a second time. */
export async function answeredLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('links').addColumn('answered', 'text').execute();
}
