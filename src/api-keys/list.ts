import { type Caller, pageOf, toPage } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import { toRecord } from './describe.ts';
import type { ApiKeys, KeyFilter } from './index.ts';
import { type KeyRow, keyById, pageOfKeys } from './store.ts';

export function createList({ database, audit, users, factorMissing }: Parts): ApiKeys['list'] {
  return async (caller, filter) => {
    const userId = await admitted(caller, filter);
    const { limit, cursor } = pageOf(filter);
    const { items, next } = toPage(await pageOfKeys(database.read, { userId, cursor, limit: limit + 1 }), limit);
    return { items: await Promise.all(items.map(told)), next };
  };

  /** Whose keys the caller sees. */
  async function admitted(caller: Caller, { userId, everybody }: KeyFilter): Promise<string | undefined> {
    const { actor } = caller;
    if (actor.kind === 'user' && !everybody && (userId ?? actor.id) === actor.id) {
      await audit.admit(caller, 'own.keys', actor);
      return actor.id;
    }
    await audit.admit(caller, 'keys.read');
    return userId;
  }

  async function told(row: KeyRow) {
    const { read } = database;
    const maker = row.made_by_key_id === null ? undefined : await keyById(read, row.made_by_key_id);
    const owner = await users.byId(read, row.user_id);
    const heldBack = owner !== undefined && (await factorMissing(read, owner));
    return toRecord(row, { login: owner?.login ?? '', heldBack }, maker);
  }
}
