import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './row.ts';
import { deleteState } from './state-store.ts';
import { deleteServer, serverById } from './store.ts';
import { changesBetween, witness } from './witness.ts';

/** Of the version that whoever asked for it has seen, where it waited meanwhile. */
export interface Removal {
  removed: string;
  version?: number;
}

/** Deletes an outgoing mail server. What is on its way over it arrives; what waits goes over the next one, or waits on. */
export async function remove(parts: Parts, caller: Caller, id: string): Promise<void> {
  await parts.database.write((tx) => removeWithin(tx, parts, caller, { removed: id, approved: false }));
  await parts.fleet.refresh();
}

/** The same inside a transaction; `approved` by a second person. */
export async function removeWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { removed: id, version, approved }: Removal & { approved: boolean },
): Promise<Refusal | undefined> {
  const refused = await parts.audit.demand(tx, caller, 'mail_servers.change');
  if (refused) return refused;
  if (parts.fleet.isGiven(id)) return new Refusal('read_only', {});
  const row = await serverById(tx, id);
  if (!row) return new Refusal('not_found', {});
  if (version !== undefined && version !== row.version) return new Refusal('changed_meanwhile', {});
  const wish: Removal = { removed: id, version: row.version };
  const asked = { subject: { id, label: row.name }, wish };
  // No letter went over one that is not active.
  const needed = row.active === 1 && !approved ? await parts.needsApproval(tx, caller, asked) : undefined;
  if (needed) return needed;
  await deleteServer(tx, id);
  await deleteState(tx, id);
  const changes = changesBetween(fieldsOf(row), {});
  await witness(tx, parts, caller, { event: 'mail_server.deleted', id, label: row.name, changes });
  return undefined;
}
