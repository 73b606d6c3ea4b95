import { Refusal } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import { countedFor } from './limits.ts';
import type { Parts } from './parts.ts';

/** Nothing that was counted holds a user back any more: counters begin anew, and a pause ends. */
export function createLiftLimits({
  database,
  clock,
  audit,
  settings,
  throttle,
  users,
  sessions,
}: Parts): Resets['liftLimits'] {
  return (caller, userId) =>
    database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = await audit.demand(tx, caller, 'resets.lift_limits', user);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      await throttle.clear(tx, countedFor(await settings.read(tx), user));
      await sessions.forgetFailures(tx, user);
      // Also one that a clock far ahead told: it would hold once its time has come.
      const paused = (user.pausedUntil ?? 0) > clock.now();
      if (paused) await users.pauseAsks(tx, userId, clock.now());
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      await audit.record(tx, caller, { event: 'limits.lifted', subject, details: { paused } });
      return undefined;
    });
}
