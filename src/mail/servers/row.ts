import type { ServerFields } from '../index.ts';
import { usual } from './judge.ts';
import type { ServerRow } from './store.ts';

type Columns = Omit<ServerRow, 'id' | 'version' | 'sealed' | 'sealed_at' | 'created_at' | 'changed_at'>;

/** Fields as they rest. */
export function columnsOf(fields: ServerFields): Columns {
  return { ...fields, active: fields.active ? 1 : 0, none_confirmed: fields.none_confirmed ? 1 : 0 };
}

/** A row as its fields. */
export function fieldsOf(row: ServerRow): ServerFields {
  const names = Object.keys(usual) as (keyof ServerFields)[];
  const columns = Object.fromEntries(names.map((name) => [name, row[name]])) as unknown as Columns;
  return { ...columns, active: row.active === 1, none_confirmed: row.none_confirmed === 1 };
}
