import { alone, type Tx } from '../database/index.ts';
import { enqueue } from './enqueue.ts';
import type { Message, MessageData, NewMessage, Pace } from './index.ts';
import type { Parts } from './parts.ts';
import { nextAfter } from './schedule.ts';
import { latestWarning, rewriteUntried } from './store.ts';

/** How much one letter tells; of more it tells only that there was. The first is what somebody would rather hide. */
const mostTold = 10;

/**
 * Puts a letter in the queue that warns a user, or tells it in the one that waits for the same address and was never
 * tried. What it tells goes along in the letter itself, so that nobody takes it out of it by undoing what it tells of. The
 * next goes `every` after the last at the earliest.
 */
export async function gather(
  tx: Tx,
  parts: Parts,
  { tells, ...message }: NewMessage & { warns: string; tells: object },
  { every, settled = 0 }: Pace,
): Promise<void> {
  const { warns, kind, to, data = {}, expiresAt } = message;
  await alone(tx, `letters to ${warns}`); // of two that tell of something at once, one finds the other's
  const now = parts.clock.now();
  const latest = await latestWarning(tx, { userId: warns, kind, now });
  if (latest?.to_address === to.address) {
    const more = added(JSON.parse(latest.data) as MessageData, tells);
    if (await rewriteUntried(tx, latest, more, expiresAt)) return;
  }
  const runAt = Math.max(now + settled, latest ? nextAfter(latest, every, now) : 0);
  await enqueue(tx, parts, { ...message, data: added(data, tells), runAt });
}

function added(data: MessageData, tells: object): MessageData {
  const told = toldBy({ data });
  if (told.length === mostTold) return { ...data, more: 1 };
  return { ...data, told: JSON.stringify([...told, tells]) };
}

/** What a gathered letter tells, the first of it first. */
export function toldBy({ data }: Pick<Message, 'data'>): object[] {
  return JSON.parse(String(data['told'] ?? '[]')) as object[];
}
