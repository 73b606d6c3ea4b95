import { Refusal } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import type { ApiKeys } from './index.ts';
import { deleteKey, keyById } from './store.ts';

export function createRevoke({ database, audit, users }: Parts): ApiKeys['revoke'] {
  return (caller, keyId) =>
    database.write(async (tx) => {
      const key = await keyById(tx, keyId);
      const owner = key && (await users.byId(tx, key.user_id));
      const own = caller.actor.kind === 'user' && caller.actor.id === owner?.id;
      const refused = await audit.demand(tx, caller, own ? 'own.keys' : 'keys.revoke', owner);
      if (refused) return refused;
      if (!key || !owner || !(await deleteKey(tx, key.id))) return new Refusal('not_found', {});
      const subject = { kind: 'api_key', id: key.id, label: key.name } as const;
      await audit.record(tx, caller, { event: 'api_key.revoked', subject, details: { owner: owner.login } });
      return undefined;
    });
}
