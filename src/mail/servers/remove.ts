import { type Caller, Refusal } from '../../kernel/index.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './row.ts';
import { deleteState } from './state-store.ts';
import { deleteServer, serverById } from './store.ts';
import { changesBetween, witness } from './witness.ts';

/** Deletes an outgoing mail server. What is on its way over it arrives; what waits goes over the next one, or waits on. */
export async function remove(parts: Parts, caller: Caller, id: string): Promise<void> {
  const { audit, database, fleet } = parts;
  await database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'mail_servers.change');
    if (refused) return refused;
    if (fleet.isGiven(id)) return new Refusal('read_only', {});
    const row = await serverById(tx, id);
    if (!row) return new Refusal('not_found', {});
    await deleteServer(tx, id);
    await deleteState(tx, id);
    const changes = changesBetween(fieldsOf(row), {});
    await witness(tx, parts, caller, { event: 'mail_server.deleted', id, label: row.name, changes });
    return undefined;
  });
  await fleet.refresh();
}
