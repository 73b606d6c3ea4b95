import type { Tx } from '../database/index.ts';
import { blank } from './blank.ts';
import { countBlanks, dropBlanks } from './blank-store.ts';
import { enqueue } from './enqueue.ts';
import type { NewBlanks } from './index.ts';
import type { Parts } from './parts.ts';

/**
 * As many wait at once, together with the letters to somebody that go into the queue beside them. No letter waits long behind
 * those to nobody, however many made-up names are asked for.
 */
const mostWaiting = 8;

/**
 * Puts letters to nobody in the queue, as many as there is room for. A letter to somebody takes the place of one that waits:
 * whoever comes behind it waits no longer for the one than for the other. While letters could not leave, there are none.
 */
export async function enqueueBlanks(tx: Tx, parts: Parts, { each, beside }: NewBlanks): Promise<void> {
  if (!parts.fleet.ready) return;
  const room = mostWaiting - beside - (await countBlanks(tx));
  if (room < 0) await dropBlanks(tx, -room);
  for (const { expiresAt } of each.slice(0, Math.max(0, room)))
    await enqueue(tx, parts, { kind: blank, to: { name: '', address: '' }, expiresAt });
}
