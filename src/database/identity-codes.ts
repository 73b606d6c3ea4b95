import type { Kysely } from 'kysely';

/** Codes that callers read back. */
export async function identityCodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('identity_codes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('identity_codes_user').on('identity_codes').column('user_id').execute();
}
