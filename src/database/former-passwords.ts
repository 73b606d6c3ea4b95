import type { Kysely } from 'kysely';

/** The hashes of passwords that may not be set again. */
export async function formerPasswords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('former_passwords')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('ended_at', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('former_passwords_key', ['user_id', 'ended_at'])
    .execute();
}
