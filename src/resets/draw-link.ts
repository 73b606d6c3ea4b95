import type { Tx } from '../database/index.ts';
import type { UsedFactor } from '../factors/index.ts';
import { newId, newToken, tokenDigest } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { insertLinks, type LinkRow } from './link-store.ts';
import type { Parts } from './parts.ts';

/** The page that each kind of link opens. */
const pages = {
  reset: '/web/reset_password',
  set_up: '/web/set_up',
  not_me: '/web/not_me',
  confirm_email: '/web/confirm_email',
} as const satisfies Record<LinkRow['purpose'], string>;

/** A link that is to be drawn. */
export interface Wanted {
  purpose: LinkRow['purpose'];
  user?: User;
  resetId?: string;
  emailChangeId?: string;
  about?: 'sign_in' | 'factor_due' | 'factors' | 'login';
  /** What it disowns besides what was added since. */
  used?: UsedFactor | undefined;
  /** Where the letter goes; nothing for a link that is printed. */
  sentTo?: string;
  expiresAt: number;
}

/**
 * Draws a fresh link. The token is in what is answered and nowhere else: the row has its SHA-256. The address comes
 * from the configuration or the company, never from a request.
 */
export async function drawLink(tx: Tx, parts: Parts, wanted: Wanted): Promise<string> {
  const [link = ''] = await drawLinks(tx, parts, [wanted]);
  return link;
}

/** The link of "This was not me", for whoever is told of something; none where the account is gone. */
export async function drawNotMe(
  parts: Parts,
  user: User | undefined,
  about: Pick<Wanted, 'about' | 'used' | 'emailChangeId' | 'sentTo' | 'expiresAt'>,
): Promise<string | undefined> {
  if (!user) return undefined;
  return parts.database.write(async (tx) => {
    const held = await parts.users.hold(tx, user.id); // it may be going just now
    return held && drawLink(tx, parts, { purpose: 'not_me', user: held, ...about });
  });
}

/** Fresh links for many, in their order. */
export async function drawLinks(tx: Tx, parts: Parts, wanted: readonly Wanted[]): Promise<string[]> {
  const { clock, random, users } = parts;
  const drawn = wanted.map((one) => ({ ...one, token: newToken(random) }));
  await insertLinks(
    tx,
    drawn.map(({ purpose, resetId, emailChangeId, about, used, user, token, sentTo, expiresAt }) => ({
      id: newId(clock, random),
      purpose,
      reset_id: resetId ?? null,
      user_id: user?.id ?? null,
      email_change_id: emailChangeId ?? null,
      about: about ?? null,
      factor_used: used ?? null,
      token_digest: tokenDigest(token),
      sent_to: sentTo ?? null,
      state: 'live',
      created_at: clock.now(),
      expires_at: expiresAt,
    })),
  );
  const baseUrls = new Map((await users.companies(tx)).map(({ id, baseUrl }) => [id, baseUrl]));
  return drawn.map(
    ({ purpose, user, token }) =>
      `${baseUrls.get(user?.companyId ?? '') ?? parts.baseUrl()}${pages[purpose]}?token=${token}`,
  );
}
