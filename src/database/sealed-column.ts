import { sql } from 'kysely';
import type { Resealed, Secrets } from '../kernel/index.ts';
import type { Schema, Tx } from './index.ts';

/** One value that rests sealed: where it is, and what it was sealed for. */
export interface SealedValue {
  /** Names it among the others of its column, and gives them their order. */
  id: string;
  context: string;
  sealed: string;
}

/** A column of sealed values, as its owner hands it to whoever seals them anew. */
export interface SealedColumn {
  /** What is in it, as `rekey secret rotate` tells it. */
  name: 'mail_servers' | 'dkim_keys' | 'authenticator_apps' | 'recovery_codes' | 'typed_names' | 'approvals';
  purpose: Parameters<Secrets['reseal']>[0];
  /** At most so many after this id, in the order of their ids. */
  values(tx: Tx, after: string, limit: number): Promise<SealedValue[]>;
  /** Puts another one in the place of this very value; whoever has changed it meanwhile wins. */
  replace(tx: Tx, was: Pick<SealedValue, 'id' | 'sealed'>, sealed: string): Promise<void>;
}

/** Where sealed values rest, as the store that owns the table names it. */
interface SealedPlace<Table extends keyof Schema> {
  table: Table;
  column: keyof Schema[Table] & string;
  /** Holds the id of the value. */
  key: keyof Schema[Table] & string;
}

/** How the values of a place are replaced. */
export function replaceSealedIn<Table extends keyof Schema>(place: SealedPlace<Table>): SealedColumn['replace'] {
  const [table, column, key] = [sql.table(place.table), sql.ref(place.column), sql.ref(place.key)];
  return async (tx, { id, sealed: was }, sealed) => {
    await sql`update ${table} set ${column} = ${sealed} where ${key} = ${id} and ${column} = ${was}`.execute(tx);
  };
}

/** What became of the values of a column. */
export interface ResealedCounts {
  resealed: number;
  current: number;
  unreadable: number;
}

/** Seals a page of values anew. Answers where the next one begins, if there is one. */
export async function resealPage(
  tx: Tx,
  { column, secrets, after, limit }: { column: SealedColumn; secrets: Secrets; after: string; limit: number },
): Promise<ResealedCounts & { next: string | undefined }> {
  const values = await column.values(tx, after, limit);
  const counts = { resealed: 0, current: 0, unreadable: 0 };
  for (const value of values) {
    const outcome: Resealed = secrets.reseal(column.purpose, value.context, value.sealed);
    if (typeof outcome === 'object') await column.replace(tx, value, outcome.sealed);
    counts[typeof outcome === 'object' ? 'resealed' : outcome] += 1;
  }
  return { ...counts, next: values.length === limit ? values.at(-1)?.id : undefined };
}
