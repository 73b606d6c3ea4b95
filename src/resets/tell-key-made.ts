import { day, minute, second } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';

/** How long the notice is worth sending. */
const noticeLife = 7 * day;
/** A program may make many, one after the other. */
const pace = { every: minute, settled: 3 * second };

/** A letter to whoever owns a new API key: it opens for as long as a year what a session opens for hours. */
export function createTellKeyMade(parts: Parts): Resets['tellKeyMade'] {
  return async (tx, user) => {
    const address = await warnedAt(tx, parts, user);
    if (address === undefined) return;
    const to = { name: user.name, address };
    const expiresAt = parts.clock.now() + noticeLife;
    await parts.mail.digest(tx, { kind: 'key_made', userId: user.id, to, expiresAt }, pace);
  };
}
