import type { Tx } from '../database/index.ts';
import { newId, newToken, tokenDigest } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { Parts } from './parts.ts';
import { insertLink, type LinkRow } from './store.ts';

/** The page that each kind of link opens. */
const pages = {
  reset: '/web/reset_password',
  set_up: '/web/set_up',
  not_me: '/web/not_me',
  confirm_email: '/web/confirm_email',
} as const satisfies Record<LinkRow['purpose'], string>;

interface Wanted {
  purpose: LinkRow['purpose'];
  user?: User;
  resetId?: string;
  emailChangeId?: string;
  /** Where the letter goes; nothing for a link that is printed. */
  sentTo?: string;
  expiresAt: number;
}

/**
 * Draws a fresh link. The token is in what is answered and nowhere else: the row has its SHA-256. The address comes
 * from the configuration or the company, never from a request.
 */
export async function drawLink(tx: Tx, parts: Parts, wanted: Wanted): Promise<string> {
  const { clock, random, users } = parts;
  const token = newToken(random);
  await insertLink(tx, {
    id: newId(clock, random),
    purpose: wanted.purpose,
    reset_id: wanted.resetId ?? null,
    user_id: wanted.user?.id ?? null,
    email_change_id: wanted.emailChangeId ?? null,
    token_digest: tokenDigest(token),
    sent_to: wanted.sentTo ?? null,
    state: 'live',
    created_at: clock.now(),
    expires_at: wanted.expiresAt,
  });
  const company = wanted.user && (await users.companyOf(tx, wanted.user.companyId));
  return `${company?.baseUrl ?? parts.baseUrl()}${pages[wanted.purpose]}?token=${token}`;
}
