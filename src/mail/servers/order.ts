import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { list } from './list.ts';
import { allServers, placeServer, type ServerRow } from './store.ts';

/** Sets which server is asked first. Those of the installation have their fixed places; the others are put around them. */
export async function order(parts: Parts, caller: Caller, ids: readonly string[]): Promise<ServerRecord[]> {
  const { audit, database, fleet } = parts;
  await database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'mail_servers.change');
    if (refused) return refused;
    const rows = await allServers(tx);
    const known = [...fleet.given.map(({ id }) => id), ...rows.map(({ id }) => id)];
    if (!areTheSame(known, ids)) return new Refusal('changed_meanwhile', {});
    const places = placesOf(parts, ids);
    for (const { row, place } of moved(rows, places)) {
      await placeServer(tx, row.id, place);
      await audit.record(tx, caller, {
        event: 'mail_server.changed',
        subject: { kind: 'mail_server', id: row.id, label: row.name },
        details: { sequence_before: row.sequence, sequence_after: place },
      });
    }
    return undefined;
  });
  await fleet.refresh();
  return list(parts, caller);
}

function areTheSame(known: readonly string[], ids: readonly string[]): boolean {
  return known.length === ids.length && new Set(ids).size === ids.length && known.every((id) => ids.includes(id));
}

/** Counted from the first server of the installation, whose place is fixed; else in steps of ten, as Odoo does. */
function placesOf({ fleet }: Parts, ids: readonly string[]): Map<string, number> {
  const fixed = fleet.given[0];
  const at = fixed ? ids.indexOf(fixed.id) : -1;
  const place = (index: number): number => (fixed ? fixed.sequence + index - at : 10 * (index + 1));
  return new Map(ids.map((id, index) => [id, place(index)]));
}

function moved(rows: readonly ServerRow[], places: Map<string, number>): { row: ServerRow; place: number }[] {
  const placed = rows.map((row) => ({ row, place: places.get(row.id) ?? row.sequence }));
  return placed.filter(({ row, place }) => row.sequence !== place);
}
