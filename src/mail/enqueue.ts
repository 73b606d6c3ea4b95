import type { Tx } from '../database/index.ts';
import { newId, oneLine } from '../kernel/index.ts';
import type { NewMessage } from './index.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reasons.ts';
import { type Ending, endEach, firstWaiting, insertMessage, type MessageRow } from './store.ts';

type Place = Pick<MessageRow, 'run_at' | 'reason'>;

const replaced: Ending = { state: 'outdated', reason: 'replaced' satisfies Reason };

/**
 * Puts a letter in the queue, in the transaction of what it tells. The newest of a kind is the one a person should read; it has
 * the place in line of the one that it replaces, or whoever asks again would wait from the beginning.
 */
export async function enqueue(tx: Tx, { clock, random, sender }: Parts, message: NewMessage): Promise<string> {
  const now = clock.now();
  const { kind, userId, warns, about, to, data = {}, expiresAt } = message;
  const place = await takePlace(tx, message, now);
  const id = newId(clock, random);
  await insertMessage(tx, {
    id,
    kind,
    user_id: userId ?? null,
    warned_user_id: warns ?? null,
    about: about ?? null,
    to_name: oneLine(to.name), // no engine has to store what no letter shows
    to_address: to.address,
    data,
    message_id: sender.messageId(id),
    created_at: now,
    ...place,
    expires_at: expiresAt,
  });
  return id;
}

/** Ends what it replaces. What waits for its turn with a server that has a pace would wait from the beginning, too, if it went now. */
async function takePlace(tx: Tx, { userId, kind, runAt }: NewMessage, now: number): Promise<Place> {
  const former = userId === undefined ? undefined : await firstWaiting(tx, { userId, kind });
  if (userId !== undefined) await endEach(tx, { userId, kinds: [kind] }, replaced, now);
  if (runAt !== undefined) return { run_at: runAt, reason: null };
  if (former?.reason === ('paced' satisfies Reason)) return former;
  return { run_at: Math.min(now, former?.run_at ?? now), reason: null };
}
