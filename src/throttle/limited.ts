import { Refusal, second } from '../kernel/index.ts';

/** The refusal of whoever has to wait so many milliseconds; nothing for nobody. */
export function limited(wait: number): Refusal<'limited'> | undefined {
  return wait > 0 ? new Refusal('limited', { retryAfter: Math.ceil(wait / second) }) : undefined;
}
