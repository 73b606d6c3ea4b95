import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerFields, ServerInput, ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { changeable } from './changeable.ts';
import { type Before, judge } from './judge.ts';
import { recordOf } from './list.ts';
import { columnsOf, fieldsOf } from './row.ts';
import { seal, unseal } from './secrets.ts';
import { deleteState } from './state-store.ts';
import { type ServerRow, updateServer } from './store.ts';
import { changesBetween, hostThatStays, secretChanges, witness } from './witness.ts';

/** An edit: what is given changes, and the version that it is based on, where one is told. */
export interface Edit {
  version: number | undefined;
  input: ServerInput;
}

/** Changes an outgoing mail server. Letters that are on their way over it arrive; the next ones go over the new one. */
export async function edit(parts: Parts, caller: Caller, id: string, change: Edit): Promise<ServerRecord> {
  const record = await parts.database.write(async (tx) => {
    const refused = await editWithin(tx, parts, caller, { id, change, approved: false });
    return refused ?? recordOf(tx, parts, caller, id);
  });
  await parts.fleet.follow();
  return record;
}

/** The same inside a transaction; `approved` by a second person. */
export async function editWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { id, change, approved }: { id: string; change: Edit; approved: boolean },
): Promise<Refusal | undefined> {
  const row = await changeable(tx, parts, caller, { id, version: change.version });
  return row instanceof Refusal ? row : apply(tx, parts, caller, { row, change, approved });
}

async function apply(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { row, change, approved }: { row: ServerRow; change: Edit; approved: boolean },
): Promise<Refusal | undefined> {
  const before: Before = { fields: fieldsOf(row), secrets: unseal(parts.secrets, row) };
  const after = judge(change.input, before, parts.fleet.reach);
  if ('faults' in after) return new Refusal('fields_wrong', after);
  const secrets = secretChanges(before.secrets, after.secrets);
  const changes = [...changesBetween(before.fields, after.fields), ...secrets];
  if (changes.length === 0) return undefined;
  const anew = secrets.length > 0;
  const another = anew || differ(before.fields, after.fields, aside);
  const elsewhere = anew || differ(before.fields, after.fields, free);
  const asked = {
    subject: { id: row.id, label: row.name },
    wish: { id: row.id, change: { ...change, version: row.version } },
    changes: [...hostThatStays(before.fields, after.fields), ...changes],
  };
  const needed = elsewhere && !approved ? await parts.needsApproval(tx, caller, asked) : undefined;
  if (needed) return needed;
  const sealing = anew ? sealedAnew(parts, row.id, after) : {};
  const next = {
    ...row,
    ...columnsOf(after.fields),
    ...sealing,
    version: row.version + 1,
    changed_at: parts.clock.now(),
  };
  if (!(await updateServer(tx, next, row.version))) return new Refusal('changed_meanwhile', {});
  if (another) await deleteState(tx, row.id);
  await witness(tx, parts, caller, { event: 'mail_server.changed', id: row.id, label: after.fields.name, changes });
  return undefined;
}

function sealedAnew({ secrets, clock }: Parts, id: string, after: Before): Pick<ServerRow, 'sealed' | 'sealed_at'> {
  const sealed = seal(secrets, id, after.secrets);
  return { sealed, sealed_at: sealed === null ? null : clock.now() };
}

/** What says nothing of whether a server answers and lets us in. */
const aside: readonly (keyof ServerFields)[] = [
  'name',
  'sequence',
  'from',
  'from_filter',
  'oauth_expires_on',
  'max_connections',
  'max_per_minute',
];

/** What no letter goes another way for, nor comes back another way: one administrator changes it alone. */
const free: readonly (keyof ServerFields)[] = ['name', 'oauth_expires_on', 'max_connections'];

function differ(before: ServerFields, after: ServerFields, except: readonly (keyof ServerFields)[]): boolean {
  const names = (Object.keys(before) as (keyof ServerFields)[]).filter((name) => !except.includes(name));
  return names.some((name) => before[name] !== after[name]);
}
