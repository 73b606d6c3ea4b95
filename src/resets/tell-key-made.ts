import type { MadeKey } from '../api-keys/index.ts';
import { day, minute, second } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { takenAlong } from './warnings.ts';

/** How long the notice is worth sending. */
const noticeLife = 7 * day;
/** A program may make many, one after the other. */
const pace = { every: minute, settled: 3 * second };

/**
 * A letter to whoever owns a new API key: it opens for as long as a year what a session opens for hours. Told where the
 * person is warned when it is made, and also of one that was revoked before the letter goes.
 */
export function createTellKeyMade(parts: Parts): Resets['tellKeyMade'] {
  return async (tx, user, { name, scopes, created_at, expires_at }) => {
    const address = await warnedAt(tx, parts, user);
    if (address === undefined) return;
    const to = { name: user.name, address };
    const data = { ...takenAlong(user), user: user.id };
    const tells: MadeKey = { name, scopes, created_at, expires_at };
    const expiresAt = parts.clock.now() + noticeLife;
    await parts.mail.gather(tx, { kind: 'key_made', warns: user.id, to, data, tells, expiresAt }, pace);
  };
}
