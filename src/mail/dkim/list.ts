import type { Caller } from '../../kernel/index.ts';
import type { DkimKeyRecord, DkimParts } from './index.ts';
import { toRecord } from './record.ts';
import { allKeys } from './store.ts';

export async function list({ database, audit }: DkimParts, caller: Caller): Promise<DkimKeyRecord[]> {
  await audit.admit(caller, 'messages.read');
  return (await allKeys(database.read)).map(toRecord);
}
