import { isOver } from './describe.ts';
import type { ResetLine, Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { latestResets, type ResetRow } from './store.ts';

const mostAtOnce = 100;

/** What was asked for lately and what became of it. */
export function createLatest({ database, clock, audit, users }: Parts): Resets['latest'] {
  const line = async (reset: ResetRow): Promise<ResetLine> => {
    const user = reset.user_id === null ? undefined : await users.byId(database.read, reset.user_id);
    return {
      id: reset.id,
      purpose: reset.purpose,
      source: reset.source,
      state: isOver(reset, clock.now()) ? 'expired' : reset.state,
      outcome: reset.outcome ?? undefined,
      reason: reset.reason ?? undefined,
      askedAt: reset.asked_at,
      user: user && { name: user.name, login: user.login },
    };
  };
  return async (caller, limit, userId) => {
    await audit.admit(caller, 'resets.read');
    return Promise.all((await latestResets(database.read, Math.min(limit, mostAtOnce), userId)).map(line));
  };
}
