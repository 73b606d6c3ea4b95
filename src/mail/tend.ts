import type { Tx } from '../database/index.ts';
import { hour, lastBelieved, minute } from '../kernel/index.ts';
import type { Try } from './attempt.ts';
import { hold, lapsedClaims, spentWaiting } from './claim-store.ts';
import type { Composer } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import { isAddressTrouble, type Reason } from './reasons.ts';
import { intervalOf, shortWait } from './servers/pace.ts';
import { settle } from './settle.ts';
import { type Ending, endWaiting } from './store.ts';
import { bringForward, moveUp } from './wait-store.ts';

/**
 * How long a letter of a process that died waits for another one. Renewed while its owner lives, however long the letter
 * takes.
 */
export const leaseLength = minute;

/** Longer than any letter waits between two tries, and than any lease lasts: only a clock that was wrong says more. */
const farAhead = { tries: 2 * hour, lease: 2 * leaseLength };

/** So many rows are mended at once. */
const batch = 50;

export type ComposerOf = (kind: string) => Composer | undefined;

/**
 * Takes back what silent owners hold. Nobody knows whether they sent it, so it is tried once more. The late owner
 * finds that its claim is gone, and records nothing.
 */
export async function recoverLapsed(parts: Parts, composerOf: ComposerOf): Promise<void> {
  const { database, clock, log } = parts;
  const now = clock.now();
  const running = { from: now, until: now + farAhead.lease };
  await each(parts, await lapsedClaims(database.read, running, batch), async (tx, claim) => {
    const row = await hold(tx, claim);
    const until = row?.lease_until ?? 0;
    if (!row || (until >= running.from && until <= running.until)) return;
    const lost: Try = { at: clock.now(), server: '', outcome: 'unknown', reason: 'lease_lost', reply: undefined };
    const round = { end: 'tried', tries: [lost], messageId: row.message_id } as const;
    await settle(tx, parts, [{ claim, round, composer: composerOf(row.kind) }]);
    log.warn('message.lease_lost', { message: row.id, kind: row.kind });
  });
}

/**
 * Lets go soon what was put off while the clock was wrong: nothing waits longer than its pause. What waits for its turn waits
 * no longer than those before it take, also where some of them were withdrawn.
 */
export async function hastenDelayed({ database, clock, fleet }: Parts): Promise<void> {
  const now = clock.now();
  const interval = Math.max(0, ...fleet.outgoings.map(({ server }) => intervalOf(server)));
  await database.write(async (tx) => {
    await bringForward(tx, { now, from: now + farAhead.tries });
    await moveUp(tx, { first: lastBelieved(now, shortWait) + interval, interval });
  });
}

/** Gives up what waited for too long: as failed what was tried in vain, as outdated what never had its turn. */
export async function expireWaiting(parts: Parts, composerOf: ComposerOf): Promise<void> {
  const { database, clock, log } = parts;
  const reason: Reason = 'expired';
  for (let done = true; done; ) {
    const rows = await spentWaiting(database.read, clock.now(), batch);
    done = await each(parts, rows, async (tx, row) => {
      const ending: Ending = { state: row.attempts > 0 ? 'failed' : 'outdated', reason };
      if (!(await endWaiting(tx, row.id, ending, clock.now()))) return;
      await composerOf(row.kind)?.failed?.(tx, toMessage(row), reason, isAddressTrouble(row.reason));
      log.warn('message.expired', { message: row.id, kind: row.kind, attempts: row.attempts });
    });
    done &&= rows.length === batch;
  }
}

/** Each in a transaction of its own, so that one that fails keeps no other back. Answers whether none failed. */
async function each<T extends { id: string }>(
  { database, log }: Parts,
  items: readonly T[],
  mend: (tx: Tx, item: T) => Promise<void>,
): Promise<boolean> {
  const mended = items.map((item) =>
    database
      .write((tx) => mend(tx, item))
      .then(
        () => true,
        (error: unknown) => {
          log.error('message.not_mended', error, { message: item.id });
          return false;
        },
      ),
  );
  return (await Promise.all(mended)).every(Boolean);
}
