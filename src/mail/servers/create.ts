import type { Tx } from '../../database/index.ts';
import { type Caller, newId, Refusal } from '../../kernel/index.ts';
import type { ServerInput, ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { judge } from './judge.ts';
import { toRecord } from './record.ts';
import { columnsOf } from './row.ts';
import { seal } from './secrets.ts';
import { insertServer, type ServerRow } from './store.ts';
import { changesBetween, secretChanges, witness } from './witness.ts';

/** Adds an outgoing mail server. All processes send over it within a second. */
export async function create(parts: Parts, caller: Caller, input: ServerInput): Promise<ServerRecord> {
  const row = await parts.database.write((tx) => createWithin(tx, parts, caller, { input, approved: false }));
  await parts.fleet.follow();
  return toRecord(parts, row, undefined);
}

/** The same inside a transaction; `approved` by a second person. */
export async function createWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { input, approved }: { input: ServerInput; approved: boolean },
): Promise<ServerRow | Refusal> {
  const { audit, clock, random, fleet, needsApproval } = parts;
  const refused = await audit.demand(tx, caller, 'mail_servers.change');
  if (refused) return refused;
  const judged = judge(input, undefined, fleet.reach);
  if ('faults' in judged) return new Refusal('fields_wrong', judged);
  const { fields, secrets } = judged;
  const changes = [...changesBetween({}, fields), ...secretChanges({}, secrets)];
  const asked = { subject: { id: null, label: fields.name }, wish: { input }, changes };
  const needed = approved ? undefined : await needsApproval(tx, caller, asked);
  if (needed) return needed;
  const now = clock.now();
  const id = newId(clock, random);
  const sealed = seal(parts.secrets, id, secrets);
  const times = { sealed_at: sealed === null ? null : now, created_at: now, changed_at: now };
  const row: ServerRow = { ...columnsOf(fields), id, version: 1, sealed, ...times };
  await insertServer(tx, row);
  await witness(tx, parts, caller, { event: 'mail_server.created', id, label: fields.name, changes });
  return row;
}
