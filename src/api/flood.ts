import { type Clock, createTally, minute, Refusal, second } from '../kernel/index.ts';

/** How many calls a minute. What costs more than a call has limits of its own, which all processes share. */
const perKey = 600;
const perSource = 1_200;

export interface Flood {
  /** Refuses `limited`. */
  fromSource(source: string): void;
  /** Refuses `limited`. */
  fromKey(keyId: string): void;
}

/** Holds back programs that call without a pause. */
export function createFlood(clock: Clock): Flood {
  const tally = createTally(clock, minute);

  const count = (of: string, most: number): void => {
    const { count, endsAt } = tally.count(of);
    if (count > most) throw new Refusal('limited', { retryAfter: Math.ceil((endsAt - clock.now()) / second) });
  };

  return {
    fromSource: (source) => count(`source ${source}`, perSource),
    fromKey: (keyId) => count(`key ${keyId}`, perKey),
  };
}
