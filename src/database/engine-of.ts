import { PostgresAdapter } from 'kysely';
import type { Database, Reader, Tx } from './index.ts';

/** On what a statement is going to run, where the engines have to be asked in other words. */
export function engineOf(db: Reader | Tx): Database['engine'] {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
