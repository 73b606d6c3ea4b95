import type { Audit } from '../audit/index.ts';
import { type Database, housekeepingTime, type Reader, type Tx } from '../database/index.ts';
import { type Clock, day, type Log, type Random, rank, type Secrets } from '../kernel/index.ts';
import type { Throttle } from '../throttle/index.ts';
import type { User, UserFollower, Users } from '../users/index.ts';
import { deleteExpiredCalls } from './call-store.ts';
import { createCreate } from './create.ts';
import { createActorNow, createIdentify } from './identify.ts';
import type { ApiKeys, MadeKey } from './index.ts';
import { createList } from './list.ts';
import { createOnce } from './once.ts';
import { createRevoke } from './revoke.ts';
import { deleteExpired, deleteKeysOf } from './store.ts';

export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  audit: Audit;
  throttle: Throttle;
  users: Users;
  /** Handed over in `app.ts`: whether somebody must have a second factor and has none. */
  factorMissing(db: Reader | Tx, user: User): Promise<boolean>;
  /** The letter about a new key. */
  made(tx: Tx, user: User, key: MadeKey): Promise<void>;
}

/** How long an expired key is still listed, so that its owner sees why a program stopped. */
const remembered = 30 * day;

export function createApiKeys(parts: Parts): ApiKeys {
  return {
    create: createCreate(parts),
    list: createList(parts),
    revoke: createRevoke(parts),
    identify: createIdentify(parts),
    actorNow: createActorNow(parts),
    once: createOnce(parts),
    follower: createFollower(parts),
    async sweep(piecemeal) {
      const asOf = await housekeepingTime(parts.database.read, parts.clock.now());
      await piecemeal((tx, most) => deleteExpired(tx, asOf - remembered, most));
      await piecemeal((tx, most) => deleteExpiredCalls(tx, asOf, most));
    },
  };
}

/**
 * A key was made by whoever knew the password then: it ends with that password. And it must not grow with its owner, no more
 * than a session may. Counted is what still worked.
 */
function createFollower({ clock }: Parts): UserFollower {
  return {
    name: 'api-keys',
    passwordReplaced: async (tx, { user }) => ({ api_keys: await deleteKeysOf(tx, user.id, clock.now()) }),
    roleChanged: async (tx, { user, before }) =>
      rank(user.role) > rank(before.role) ? { api_keys: await deleteKeysOf(tx, user.id, clock.now()) } : {},
    archived: async (tx, user) => ({ api_keys: await deleteKeysOf(tx, user.id, clock.now()) }),
  };
}
