import { type RawBuilder, sql } from 'kysely';

/**
 * What rows have to fulfil. `plain`, an index can find them; else it is written so that no engine tries: for when the rows
 * are found, or are walked in order, by something better.
 */
export type Condition = (plain: boolean) => RawBuilder<boolean>;

/** A column, or the same value in a way that has no index. */
export function hide(column: RawBuilder<unknown>, plain: boolean, nothing: '' | 0): RawBuilder<unknown> {
  if (plain) return column;
  return nothing === 0 ? sql`(${column} + 0)` : sql`(${column} || '')`;
}
