import { type Caller, Refusal } from '../../kernel/index.ts';
import type { DkimParts } from './index.ts';
import { recordOf } from './record.ts';
import { deleteKey, keyById } from './store.ts';

export async function remove({ database, audit }: DkimParts, caller: Caller, id: string): Promise<void> {
  await database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'mail_servers.change');
    if (refused) return refused;
    const key = await keyById(tx, id);
    if (!key) return new Refusal('not_found', {});
    await deleteKey(tx, id);
    const subject = { kind: 'dkim_key', id, label: recordOf(key).name } as const;
    await audit.record(tx, caller, { event: 'dkim_key.removed', subject });
    return undefined;
  });
}
