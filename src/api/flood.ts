import { type Clock, minute, Refusal, second } from '../kernel/index.ts';

/** How many calls a minute. What costs more than a call has limits of its own, which all processes share. */
const perKey = 600;
const perSource = 1_200;
/** More than these at once are nobody's programs; the oldest are forgotten then. */
const mostCounted = 50_000;

export interface Flood {
  /** Refuses `limited`. */
  fromSource(source: string): void;
  /** Refuses `limited`. */
  fromKey(keyId: string): void;
}

/**
 * Holds back programs that call without a pause. Counted in this process alone: a call that only reads must not cost a
 * durable write for its own counting.
 */
export function createFlood(clock: Clock): Flood {
  const windows = new Map<string, { count: number; endsAt: number }>();

  const count = (of: string, most: number): void => {
    const now = clock.now();
    const known = windows.get(of);
    const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + minute };
    window.count += 1;
    windows.delete(of);
    windows.set(of, window);
    forgetOldest(windows);
    if (window.count > most) throw new Refusal('limited', { retryAfter: Math.ceil((window.endsAt - now) / second) });
  };

  return {
    fromSource: (source) => count(`source ${source}`, perSource),
    fromKey: (keyId) => count(`key ${keyId}`, perKey),
  };
}

function forgetOldest(windows: Map<string, unknown>): void {
  const [oldest] = windows.keys();
  if (windows.size > mostCounted && oldest !== undefined) windows.delete(oldest);
}
