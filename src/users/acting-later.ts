import type { Reader, Tx } from '../database/index.ts';
import { type Actor, type Caller, type Clock, Refusal } from '../kernel/index.ts';
import type { Users } from './index.ts';
import { holdUser, userById } from './store.ts';
import { lastSecuredAt } from './told-times.ts';

/** What somebody began or asked for in person is done in their name, with the role that they have by now. */
export async function actorNow(db: Reader | Tx, userId: string): Promise<Actor | undefined> {
  const user = await userById(db, userId);
  if (!user || user.state === 'archived') return undefined;
  return { kind: 'user', id: user.id, label: user.login, role: user.role };
}

/** Whoever they were when they asked is what they have to be: whether their session or key goes on, `demand` tells. */
export function createNoMoreIn({ clock }: { clock: Clock }): Users['noMoreIn'] {
  return async (tx: Tx, { actor }: Caller, askedAt: number) => {
    if (actor.kind !== 'user') return undefined;
    const user = await holdUser(tx, actor.id);
    const isAsThen = user?.role === actor.role && user.state !== 'archived';
    if (isAsThen && (lastSecuredAt(user, clock.now()) ?? -1) < askedAt) return undefined;
    return new Refusal('not_signed_in', {});
  };
}
