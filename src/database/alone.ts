import { sql } from 'kysely';
import { engineOf } from './engine-of.ts';
import type { Tx } from './index.ts';

/**
 * Until this transaction ends, no other passes here with the same name: for what must not happen twice and has no row
 * yet that could be locked. On SQLite every transaction is alone.
 */
export async function alone(tx: Tx, name: string): Promise<void> {
  if (engineOf(tx) !== 'postgres') return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
