import { type Caller, Refusal } from '../../kernel/index.ts';
import { NamesAway } from '../names.ts';
import type { DkimKeyRecord, DkimParts } from './index.ts';
import { isPublished, recordOf, toRecord } from './record.ts';
import { type KeyRow, keyById, setSigning } from './store.ts';

/** A signature whose key nobody finds is worse than none, so the key has to be seen first. */
export async function start(parts: DkimParts, caller: Caller, id: string): Promise<DkimKeyRecord> {
  const { database, audit } = parts;
  await audit.admit(caller, 'mail_servers.change');
  const key = await keyById(database.read, id);
  if (!key) throw new Refusal('not_found', {});
  if (!(await isSeen(parts, key))) throw new Refusal('dkim_not_published', recordOf(key));
  return database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'mail_servers.change');
    if (refused) return refused;
    if (!(await keyById(tx, id))) return new Refusal('not_found', {});
    await setSigning(tx, key);
    const subject = { kind: 'dkim_key', id, label: recordOf(key).name } as const;
    await audit.record(tx, caller, { event: 'dkim_key.signing', subject });
    return toRecord({ ...key, state: 'signing' });
  });
}

async function isSeen({ names }: DkimParts, key: KeyRow): Promise<boolean> {
  try {
    return isPublished(key, await names.texts(recordOf(key).name));
  } catch (error) {
    if (error instanceof NamesAway) return false;
    throw error;
  }
}
