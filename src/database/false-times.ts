import type { Kysely } from 'kysely';

/** Migration 0067: when accounts were secured, to find what only a clock that was ahead can have told. */
export async function falseTimes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('users_secured')
    .on('users')
    .column('secured_at')
    .where('secured_at' as never, 'is not', null)
    .execute();
}
