import type { Kysely } from 'kysely';

/** Whose email staff gave, and nobody has shown since that it reaches whoever has the account. */
export async function givenEmails(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('email_given_at', 'bigint').execute();
}
