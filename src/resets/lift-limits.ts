import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import type { Resets } from './index.ts';
import { countedFor, limitsLifted } from './limits.ts';
import type { Parts } from './parts.ts';

/** Nothing that was counted holds a user back any more: counters begin anew, and a pause ends. */
export function createLiftLimits(parts: Parts): Resets['liftLimits'] {
  const { database, clock, audit, settings, throttle, users, sessions } = parts;
  return (caller, userId) =>
    database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = await audit.demand(tx, caller, 'resets.lift_limits', user);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      const tooOften = await takeLift(tx, parts, caller, user);
      if (tooOften) return tooOften;
      await throttle.clear(tx, countedFor(await settings.read(tx), user));
      await sessions.forgetFailures(tx, user);
      // Also one that a clock far ahead told: it would hold once its time has come.
      const paused = (user.pausedUntil ?? 0) > clock.now();
      if (paused) await users.pauseAsks(tx, userId, clock.now());
      await audit.record(tx, caller, { event: 'limits.lifted', subject: asSubject(user), details: { paused } });
      return undefined;
    });
}

async function takeLift(tx: Tx, { throttle }: Parts, { actor }: Caller, user: User): Promise<Refusal | undefined> {
  if (actor.kind !== 'user') return undefined;
  return takeOne(tx, throttle, { rule: limitsLifted, of: `${actor.id} ${user.id}` });
}
