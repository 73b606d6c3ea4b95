import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { asToldTo, toGivenRecord, toRecord } from './record.ts';
import { allStates } from './state-store.ts';
import { allServers } from './store.ts';

/** Every outgoing mail server, by sequence, and how it does. */
export async function list(parts: Parts, caller: Caller): Promise<ServerRecord[]> {
  await parts.audit.admit(caller, 'messages.read');
  return (await everyRecord(parts)).map((record) => asToldTo(caller, record));
}

export async function read(parts: Parts, caller: Caller, id: string): Promise<ServerRecord> {
  const record = (await list(parts, caller)).find((one) => one.id === id);
  if (!record) throw new Refusal('not_found', {});
  return record;
}

/** Where two have the same place, the one of the environment is first. */
async function everyRecord(parts: Parts): Promise<ServerRecord[]> {
  const { read: db } = parts.database;
  const [rows, states] = [await allServers(db), await allStates(db, parts.clock.now())];
  const stateOf = (id: string) => states.find(({ server }) => server === id);
  const given = parts.fleet.given.map((server) => toGivenRecord(parts, server, stateOf(server.id)));
  const stored = rows.map((row) => toRecord(parts, row, stateOf(row.id)));
  return [...given, ...stored].sort((a, b) => a.sequence - b.sequence);
}
