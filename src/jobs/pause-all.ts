import type { Tx } from '../database/index.ts';
import { type Caller, pseudonymOf, rank } from '../kernel/index.ts';
import type { Jobs } from './index.ts';
import type { Parts } from './parts.ts';
import { pauseGoing, renameBeginner } from './store.ts';

export function createPauseAll(parts: Parts): Pick<Jobs, 'pauseAll' | 'follower'> {
  const pauseOf = async (tx: Tx, caller: Caller, userId: string): Promise<object> => {
    await pause(tx, parts, caller, userId);
    return {};
  };
  return {
    pauseAll: (tx, caller) => pause(tx, parts, caller),
    follower: {
      name: 'jobs',
      /** Somebody else may have begun it. Whoever changes the own password goes on. */
      passwordReplaced: async (tx, { user, by, caller }) => (by === 'owner' ? {} : pauseOf(tx, caller, user.id)),
      /** Whoever began it for them meant what they could do then; they let it go on themselves. */
      roleChanged: async (tx, { user, before, caller }) =>
        rank(user.role) > rank(before.role) ? pauseOf(tx, caller, user.id) : {},
      archived: (tx, user, caller) => pauseOf(tx, caller, user.id),
      deleted: (tx, { id }) => renameBeginner(tx, id, pseudonymOf(id)),
    },
  };
}

/** Those of one user, or all. */
async function pause(tx: Tx, { audit }: Parts, caller: Caller, userId?: string): Promise<number> {
  const paused = await pauseGoing(tx, userId);
  for (const { id, kind, done, refused } of paused) {
    const subject = { kind: 'job', id, label: kind } as const;
    await audit.record(tx, caller, { event: 'job.paused', subject, details: { done, refused } });
  }
  return paused.length;
}
