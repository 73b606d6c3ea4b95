import type { Reader, Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { asToldTo, toGivenRecord, toRecord } from './record.ts';
import { allStates } from './state-store.ts';
import { allServers } from './store.ts';

/** Every outgoing mail server, by sequence, and how it does. */
export async function list(parts: Parts, caller: Caller): Promise<ServerRecord[]> {
  await parts.audit.admit(caller, 'messages.read');
  return recordsOf(parts.database.read, parts, caller);
}

export async function read(parts: Parts, caller: Caller, id: string): Promise<ServerRecord> {
  await parts.audit.admit(caller, 'messages.read');
  return recordOf(parts.database.read, parts, caller, id);
}

/** One of them, as it is told to whoever may know of it. */
export async function recordOf(db: Reader | Tx, parts: Parts, caller: Caller, id: string): Promise<ServerRecord> {
  const record = (await recordsOf(db, parts, caller)).find((one) => one.id === id);
  if (!record) throw new Refusal('not_found', {});
  return record;
}

/** Where two have the same place, the one of the environment is first. */
export async function recordsOf(db: Reader | Tx, parts: Parts, caller: Caller): Promise<ServerRecord[]> {
  const [rows, states] = [await allServers(db), await allStates(db, parts.clock.now())];
  const stateOf = (id: string) => states.find(({ server }) => server === id);
  const given = parts.fleet.given.map((server) => toGivenRecord(parts, server, stateOf(parts.fleet.keyOf(server))));
  const stored = rows.map((row) => toRecord(parts, row, stateOf(row.id)));
  const records = [...given, ...stored].sort((a, b) => a.sequence - b.sequence);
  return records.map((record) => asToldTo(caller, record));
}
