import type { Clock } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Users } from '../users/index.ts';
import type { Sessions } from './index.ts';
import { isAlive, lifeOf } from './limits.ts';
import { sessionById } from './store.ts';

interface Parts {
  clock: Clock;
  settings: Settings;
  users: Users;
}

/** Judges once more whoever was let in at the beginning of something long. It is no use of the session. */
export function createStillIn({ clock, settings, users }: Parts): Sessions['stillIn'] {
  return async (db, { actor }) => {
    if (actor.kind !== 'user') return true;
    const user = await users.byId(db, actor.id);
    if (!user || user.state === 'archived' || user.role !== actor.role) return false;
    if (actor.session === undefined) return true;
    const session = await sessionById(db, actor.session);
    return session?.user_id === user.id && isAlive(session, lifeOf(await settings.read(db), user.role), clock.now());
  };
}
