import type { Tx } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { endEach, type Which } from './store.ts';

/** What waits is not sent any more, and what is being sent is not tried again. Answers how many waited. */
export async function withdraw(tx: Tx, { clock }: Parts, which: Which, reason: string): Promise<number> {
  return (await endEach(tx, which, { state: 'cancelled', reason }, clock.now())).length;
}
