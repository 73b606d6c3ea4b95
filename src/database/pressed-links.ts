import type { Kysely } from 'kysely';

/** Migration 0069: of two presses of one button, which came later. */
export async function pressedLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('links').addColumn('pressed_at', 'bigint').execute();
}
