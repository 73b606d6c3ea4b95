import { day, lastBelieved } from '../kernel/index.ts';
import type { User } from './index.ts';

/** How long asks by strangers lead to no letter after "this was not me": whoever was at work has seen the mailbox or guesses. */
export const strangersPausedFor = day;

/** Until when strangers are paused, as long as they are. A clock that was ahead pauses nobody for longer. */
export function stillPausedUntil({ pausedUntil = 0 }: User, now: number): number | undefined {
  return pausedUntil > now && pausedUntil <= lastBelieved(now, strangersPausedFor) ? pausedUntil : undefined;
}

/**
 * When the account was last secured, if ever. What a clock that was ahead told silences no button and stops no job, until the
 * sweep has set it right.
 */
export function lastSecuredAt({ securedAt }: User, now: number): number | undefined {
  return securedAt !== undefined && securedAt <= lastBelieved(now) ? securedAt : undefined;
}
