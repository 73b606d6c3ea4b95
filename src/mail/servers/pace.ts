import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/index.ts';
import { type Clock, minute, second } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { takeSlot } from './state-store.ts';

/** What a letter waits for in hand; for longer it goes back into the queue. */
const shortWait = 2 * second;

/** When the last letter that was sent back was told to come again, by server. */
export type Promised = WeakMap<MailServer, number>;

/**
 * Waits for a letter's turn where its server has a pace, which all processes share. Answers when to come again where that
 * takes too long: each letter that is sent back gets another moment, so that they do not all come at once.
 */
export async function takeTurn(
  { database, clock }: { database: Database; clock: Clock },
  server: MailServer,
  promised: Promised,
): Promise<number | undefined> {
  const { id, maxPerMinute } = server;
  if (maxPerMinute === undefined) return undefined;
  const interval = Math.ceil(minute / maxPerMinute);
  const now = clock.now();
  const until = now + shortWait;
  const slot = await database.write((tx) => takeSlot(tx, id, { now, until, interval }));
  if (slot > until) {
    const next = Math.max(slot, (promised.get(server) ?? 0) + interval);
    promised.set(server, next);
    return next;
  }
  if (slot > now) await delay(slot - now);
  return undefined;
}
