import { minute } from '../kernel/index.ts';
import type { Try } from './attempt.ts';
import type { Composer } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import type { Reason } from './reasons.ts';
import { settle } from './settle.ts';
import { type Ending, endWaiting, hold, lapsedClaims, spentWaiting } from './store.ts';

/** Longer than the longest send; renewed while its owner lives. */
export const leaseLength = 12 * minute;

/** So many rows are mended in one transaction. */
const batch = 50;

export type ComposerOf = (kind: string) => Composer | undefined;

/**
 * Takes back what silent owners hold. Nobody knows whether they sent it, so it is tried once more. The late owner
 * finds that its claim is gone, and records nothing.
 */
export async function recoverLapsed(parts: Parts, composerOf: ComposerOf): Promise<void> {
  const { database, clock, log } = parts;
  for (const claim of await lapsedClaims(database.read, clock.now(), batch)) {
    await database.write(async (tx) => {
      const row = await hold(tx, claim);
      if (row?.lease_until == null || row.lease_until >= clock.now()) return;
      const lost: Try = { at: clock.now(), server: '', outcome: 'unknown', reason: 'lease_lost', reply: undefined };
      const round = { end: 'tried', tries: [lost], messageId: row.message_id } as const;
      await settle(tx, parts, { claim, round, composer: composerOf(row.kind) });
      log.warn('message.lease_lost', { message: row.id, kind: row.kind });
    });
  }
}

/** Gives up what waited for too long: as failed what was tried in vain, as outdated what never had its turn. */
export async function expireWaiting(parts: Parts, composerOf: ComposerOf): Promise<void> {
  const { database, clock, log } = parts;
  for (;;) {
    const rows = await spentWaiting(database.read, clock.now(), batch);
    if (rows.length === 0) return;
    await database.write(async (tx) => {
      for (const row of rows) {
        const reason: Reason = 'expired';
        const ending: Ending = { state: row.attempts > 0 ? 'failed' : 'outdated', reason };
        if (!(await endWaiting(tx, row.id, ending, clock.now()))) continue;
        await composerOf(row.kind)?.failed?.(tx, toMessage(row), reason);
        log.warn('message.expired', { message: row.id, kind: row.kind, attempts: row.attempts });
      }
    });
  }
}
