import type { Tx } from '../database/index.ts';
import { Refusal, second } from '../kernel/index.ts';
import type { Take, Throttle } from './index.ts';

/** The refusal of whoever has to wait so many milliseconds; nothing for nobody. */
export function limited(wait: number): Refusal<'limited'> | undefined {
  return wait > 0 ? new Refusal('limited', { retryAfter: Math.ceil(wait / second) }) : undefined;
}

/** Counts one more of what may be done only so often. Refuses `limited`. */
export async function takeOne(
  tx: Tx,
  throttle: Pick<Throttle, 'take'>,
  take: Take,
): Promise<Refusal<'limited'> | undefined> {
  return limited(await throttle.take(tx, [take]));
}
