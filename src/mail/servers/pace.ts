import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/index.ts';
import { type Clock, minute, second } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { lastPaced } from '../wait-store.ts';
import { takeSlot } from './state-store.ts';

/** What a letter waits for in hand; for longer it goes back into the queue. */
export const shortWait = 2 * second;

/** When letters in hand are to come again, by their ids: the database knows it of those that are back in the queue. */
export type Promised = Map<string, number>;

interface PaceParts {
  database: Database;
  clock: Clock;
  promised: Promised;
}

/**
 * Waits for a letter's turn where its server has a pace, which all processes share. Answers when to come again where that
 * takes too long: behind all that wait for a turn, so that they do not come at once.
 */
export async function takeTurn(
  { database, clock, promised }: PaceParts,
  server: MailServer,
  messageId: string,
): Promise<number | undefined> {
  const interval = intervalOf(server);
  if (interval === 0) return undefined;
  const now = clock.now();
  const until = now + shortWait;
  const slot = await database.write((tx) => takeSlot(tx, server.id, { now, until, interval }));
  if (slot > until) {
    const last = (await lastPaced(database.read)) ?? Number.NEGATIVE_INFINITY;
    const next = Math.max(slot, ...[last, ...promised.values()].map((moment) => moment + interval));
    promised.set(messageId, next);
    return next;
  }
  if (slot > now) await delay(slot - now);
  return undefined;
}

/** From one letter to the next, in milliseconds; none without a pace. */
export function intervalOf({ maxPerMinute }: MailServer): number {
  return maxPerMinute === undefined ? 0 : Math.ceil(minute / maxPerMinute);
}
