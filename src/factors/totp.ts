import { Secret, TOTP } from 'otpauth';
import type { SealedColumn } from '../database/index.ts';
import { oneLine, type Random, type Secrets } from '../kernel/index.ts';
import type { TotpOffer } from './index.ts';
import { replaceSealedTotp, totpAfter } from './store.ts';

/* Codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 seconds, which is what every app understands. */

/** Bits that an app is told; the hash has as many. */
const secretBytes = 20;
const period = 30;
/** How many periods a phone's clock may be off. The server's clock decides (ASVS 6.5.8). */
const window = 1;

export function drawSecret(random: Random): string {
  const bytes = random.bytes(secretBytes);
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}

/** A picture has room for so many characters, each of which may take twelve letters in an address; the company is in it twice. */
const longest = { issuer: 60, label: 100 };

export function offer(secret: string, { issuer, label }: { issuer: string; label: string }): TotpOffer {
  const named = { issuer: oneLine(issuer, longest.issuer), label: oneLine(label, longest.label) };
  return { secret, uri: new TOTP({ ...named, secret, period }).toString() };
}

/** In which period a code is right, counted from 1970; nothing if it is wrong. */
export function stepOf(secret: string | undefined, code: string, now: number): number | undefined {
  if (!secret || !/^\d{6}$/.test(code)) return undefined;
  const delta = new TOTP({ secret, period }).validate({ token: code, timestamp: now, window });
  return delta === null ? undefined : Math.floor(now / 1000 / period) + delta;
}

const contextOf = (userId: string): string => `second factor of ${userId}`;

export function sealSecret(secrets: Secrets, userId: string, secret: string): string {
  return secrets.seal('second-factor', contextOf(userId), secret);
}

/** Nothing where it was sealed with a secret of the installation that is gone. */
export function openSecret(secrets: Secrets, userId: string, sealed: string): string | undefined {
  return secrets.open('second-factor', contextOf(userId), sealed);
}

export const sealedColumn: SealedColumn = {
  name: 'authenticator_apps',
  purpose: 'second-factor',
  async values(tx, after, limit) {
    const rows = await totpAfter(tx, after, limit);
    return rows.map(({ user_id: id, secret_sealed: sealed }) => ({ id, sealed, context: contextOf(id) }));
  },
  replace: replaceSealedTotp,
};
