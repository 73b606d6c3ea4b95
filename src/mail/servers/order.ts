import type { Tx } from '../../database/index.ts';
import { type Caller, differences, Refusal } from '../../kernel/index.ts';
import type { ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { recordsOf } from './list.ts';
import { allServers, placeServer, type ServerRow } from './store.ts';

/** All servers as they are to be asked, and, where that waited meanwhile, as whoever asked for it has seen them. */
export interface Ordering {
  order: readonly string[];
  seen?: readonly string[];
}

/** Sets which server is asked first. Those of the installation have their fixed places; the others are put around them. */
export async function order(parts: Parts, caller: Caller, ids: readonly string[]): Promise<ServerRecord[]> {
  const records = await parts.database.write(async (tx) => {
    const refused = await orderWithin(tx, parts, caller, { order: ids, approved: false });
    return refused ?? recordsOf(tx, parts, caller);
  });
  await parts.fleet.follow();
  return records;
}

/** The same inside a transaction; `approved` by a second person. */
export async function orderWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { order: ids, seen, approved }: Ordering & { approved: boolean },
): Promise<Refusal | undefined> {
  const refused = await parts.audit.demand(tx, caller, 'mail_servers.change');
  if (refused) return refused;
  const rows = await allServers(tx);
  const now = [...parts.fleet.given, ...rows].toSorted((a, b) => a.sequence - b.sequence).map(({ id }) => id);
  if (!areTheSame(now, ids) || (seen && !isInOrder(now, seen))) return new Refusal('changed_meanwhile', {});
  const needed =
    approved || isInOrder(now, ids) ? undefined : await needsApproval(tx, parts, caller, { now, ids, rows });
  return needed ?? place(tx, parts, caller, { ids, rows });
}

/** It is about the first server that is another one than before at its place. */
async function needsApproval(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { now, ids, rows }: { now: readonly string[]; ids: readonly string[]; rows: readonly ServerRow[] },
): Promise<Refusal | undefined> {
  const servers = [...parts.fleet.given, ...rows.map(({ id, name, smtp_host: host }) => ({ id, name, host }))];
  // A name is given by one administrator alone.
  const told = new Map(servers.map(({ id, name, host }) => [id, `${name} (${host})`]));
  const inWords = (order: readonly string[]): string => order.map((one) => told.get(one)).join(', ');
  const id = ids.find((one, index) => one !== now[index]) ?? '';
  const label = servers.find((server) => server.id === id)?.name ?? id;
  const wish: Ordering = { order: ids, seen: now };
  const changes = differences({ order: inWords(now) }, { order: inWords(ids) });
  return parts.needsApproval(tx, caller, { subject: { id, label }, wish, changes });
}

async function place(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { ids, rows }: { ids: readonly string[]; rows: readonly ServerRow[] },
): Promise<undefined> {
  for (const { row, place } of moved(rows, placesOf(parts, ids))) {
    await placeServer(tx, row.id, place);
    await parts.audit.record(tx, caller, {
      event: 'mail_server.changed',
      subject: { kind: 'mail_server', id: row.id, label: row.name },
      details: { sequence_before: row.sequence, sequence_after: place },
    });
  }
  return undefined;
}

function areTheSame(known: readonly string[], ids: readonly string[]): boolean {
  return known.length === ids.length && new Set(ids).size === ids.length && known.every((id) => ids.includes(id));
}

function isInOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.join() === other.join();
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
