import type { Tx } from '../database/index.ts';
import { newId, oneLine } from '../kernel/index.ts';
import type { NewMessage } from './index.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reasons.ts';
import { type Ending, endEach, insertMessage } from './store.ts';

const replaced: Ending = { state: 'outdated', reason: 'replaced' satisfies Reason };

/**
 * Puts a letter in the queue, in the transaction of what it tells. The newest of a kind is the one a person should read; it has
 * the place in line of the one that it replaces, or whoever asks again would wait from the beginning.
 */
export async function enqueue(tx: Tx, { clock, random, sender }: Parts, message: NewMessage): Promise<string> {
  const now = clock.now();
  const { kind, userId, warns, about, to, data = {}, expiresAt } = message;
  const former = userId === undefined ? [] : await endEach(tx, { userId, kinds: [kind] }, replaced, now);
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
    run_at: message.runAt ?? Math.min(now, ...former.map(({ run_at }) => run_at)),
    expires_at: expiresAt,
  });
  return id;
}
