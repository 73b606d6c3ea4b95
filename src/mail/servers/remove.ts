import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { Parts } from '../parts.ts';
import { changeable } from './changeable.ts';
import { fieldsOf } from './row.ts';
import { deleteState } from './state-store.ts';
import { deleteServer } from './store.ts';
import { changesBetween, witness } from './witness.ts';

/** Of the version that whoever asked for it has seen, where it waited meanwhile. */
export interface Removal {
  removed: string;
  version?: number;
}

/** Deletes an outgoing mail server. What is on its way over it arrives; what waits goes over the next one, or waits on. */
export async function remove(parts: Parts, caller: Caller, id: string): Promise<void> {
  await parts.database.write((tx) => removeWithin(tx, parts, caller, { removed: id, approved: false }));
  await parts.fleet.follow();
}

/** The same inside a transaction; `approved` by a second person. */
export async function removeWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { removed: id, version, approved }: Removal & { approved: boolean },
): Promise<Refusal | undefined> {
  const row = await changeable(tx, parts, caller, { id, version });
  if (row instanceof Refusal) return row;
  const wish: Removal = { removed: id, version: row.version };
  const changes = changesBetween(fieldsOf(row), {});
  const asked = { subject: { id, label: row.name }, wish, changes };
  // No letter went over one that is not active.
  const needed = row.active === 1 && !approved ? await parts.needsApproval(tx, caller, asked) : undefined;
  if (needed) return needed;
  await deleteServer(tx, id);
  await deleteState(tx, id);
  await witness(tx, parts, caller, { event: 'mail_server.deleted', id, label: row.name, changes });
  return undefined;
}
