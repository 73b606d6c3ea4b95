import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Clock, day, type Log, type Random } from '../kernel/index.ts';
import type { UserFollower, Users } from '../users/index.ts';
import { createCreate } from './create.ts';
import { createIdentify } from './identify.ts';
import type { ApiKeys } from './index.ts';
import { createList } from './list.ts';
import { createRevoke } from './revoke.ts';
import { deleteExpired, deleteKeysOf } from './store.ts';

export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  log: Log;
  audit: Audit;
  users: Users;
}

/** How long an expired key is still listed, so that its owner sees why a program stopped. */
const remembered = 30 * day;

export function createApiKeys(parts: Parts): ApiKeys {
  return {
    create: createCreate(parts),
    list: createList(parts),
    revoke: createRevoke(parts),
    identify: createIdentify(parts),
    follower: createFollower(parts),
    sweep: (tx) => deleteExpired(tx, parts.clock.now() - remembered),
  };
}

/** A key was made by whoever knew the password then: it ends with that password. Counted is what still worked. */
function createFollower({ clock }: Parts): UserFollower {
  return {
    name: 'api-keys',
    passwordReplaced: async (tx, { user }) => ({ api_keys: await deleteKeysOf(tx, user.id, clock.now()) }),
    archived: async (tx, user) => ({ api_keys: await deleteKeysOf(tx, user.id, clock.now()) }),
  };
}
