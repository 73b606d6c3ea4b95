import type { Kysely } from 'kysely';

/** In which session an authenticator app was offered, and which passkeys a restored backup may have brought back. */
export async function offeredApps(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('totp_factors').addColumn('offered_to', 'text').execute();
  await db.schema.alterTable('passkeys').addColumn('doubted_at', 'bigint').execute();
}
