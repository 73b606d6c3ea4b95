import { isGood } from '../kernel/index.ts';
import type { ResetRow } from './store.ts';

/* How long a reset goes on: until it is ended, or its time is over, whether or not a sweep has marked that. */

type Life = Pick<ResetRow, 'state' | 'outcome' | 'asked_at' | 'expires_at' | 'ended_at'>;

/** Whether there is a link of it that sets a password, or may be one yet. What was asked waits for its decision, however long. */
export function goesOn(reset: Life, now: number): boolean {
  return reset.ended_at === null && reset.outcome !== 'drop' && !ranOut(reset, now);
}

/** As it is told. */
export function stateAt(reset: Life, now: number): ResetRow['state'] {
  return ranOut(reset, now) ? 'expired' : reset.state;
}

/** Whether a link of it may still be drawn. */
export function lasts({ asked_at, expires_at }: Pick<Life, 'asked_at' | 'expires_at'>, now: number): boolean {
  return isGood({ made: asked_at, ends: expires_at }, now);
}

function ranOut(reset: Life, now: number): boolean {
  const isDecided = reset.outcome === 'send' || reset.outcome === 'print';
  return isDecided && reset.ended_at === null && !lasts(reset, now);
}
