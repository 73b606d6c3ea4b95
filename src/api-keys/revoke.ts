import { isOneself, Refusal } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import type { ApiKeys } from './index.ts';
import { deleteKeys, type KeyRow, keyById, keysOf } from './store.ts';

/** Whoever stole a key may have made others with it: they end together. */
export function createRevoke({ database, audit, users }: Parts): ApiKeys['revoke'] {
  return (caller, keyId) =>
    database.write(async (tx) => {
      const key = await keyById(tx, keyId);
      const owner = key && (await users.holdWithActor(tx, caller, key.user_id));
      const refused = await audit.demand(tx, caller, isOneself(caller, owner) ? 'own.keys' : 'keys.revoke', owner);
      if (refused) return refused;
      const ending = owner ? withThoseMadeBy(keyId, await keysOf(tx, owner.id)) : [];
      if (!owner || ending.length === 0) return new Refusal('not_found', {});
      await deleteKeys(
        tx,
        ending.map(({ id }) => id),
      );
      const entries = ending.map(({ id, name }) => ({
        event: 'api_key.revoked' as const,
        subject: { kind: 'api_key' as const, id, label: name },
        details: { owner: owner.login, ...(id !== keyId && { because: 'made_with_revoked' }) },
      }));
      await audit.recordEach(
        tx,
        entries.map((entry) => ({ caller, entry })),
      );
      return ending.length - 1;
    });
}

/** The key, and behind it those that were made with it, with one of those, and so on; none when it is not there. */
function withThoseMadeBy(keyId: string, keys: KeyRow[]): KeyRow[] {
  const ending = keys.filter(({ id }) => id === keyId);
  // It grows while it is gone through, until nothing more was made with any of them.
  for (const { id } of ending) ending.push(...keys.filter(({ made_by_key_id }) => made_by_key_id === id));
  return ending;
}
