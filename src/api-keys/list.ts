import { type Caller, isId, Refusal } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import { toRecord } from './describe.ts';
import type { ApiKeys, KeyFilter } from './index.ts';
import { type KeyRow, pageOfKeys } from './store.ts';

const usualLength = 50;
const longestPage = 200;

export function createList({ database, audit, users }: Parts): ApiKeys['list'] {
  return async (caller, filter) => {
    const userId = await admitted(caller, filter);
    const { cursor, limit: asked = usualLength } = filter;
    if (cursor !== undefined && !isId(cursor)) throw new Refusal('malformed', { field: 'cursor' });
    if (!Number.isInteger(asked) || asked < 1) throw new Refusal('malformed', { field: 'limit' });
    const limit = Math.min(asked, longestPage);
    const rows = await pageOfKeys(database.read, { userId, cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return { items: await Promise.all(page.map(told)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  };

  /** Whose keys the caller sees. */
  async function admitted(caller: Caller, { userId }: KeyFilter): Promise<string | undefined> {
    const { actor } = caller;
    if (actor.kind === 'user' && (userId ?? actor.id) === actor.id) {
      await audit.admit(caller, 'own.keys', actor);
      return actor.id;
    }
    await audit.admit(caller, 'keys.read');
    return userId;
  }

  async function told(row: KeyRow) {
    return toRecord(row, (await users.byId(database.read, row.user_id))?.login ?? '');
  }
}
