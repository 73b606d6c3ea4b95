import { PostgresAdapter, sql } from 'kysely';
import type { Tx } from './index.ts';

/**
 * Until this transaction ends, no other passes here with the same name: for what must not happen twice and has no row
 * yet that could be locked. On SQLite every transaction is alone.
 */
export async function alone(tx: Tx, name: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
