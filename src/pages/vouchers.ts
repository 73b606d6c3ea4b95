import { hour } from '../kernel/index.ts';
import type { Kit } from './kit.tsx';

/** Whose new password a page asks about while it is typed. */
export interface CheckVoucher {
  kind: 'reset' | 'set_up';
  token: string;
}

/**
 * What a page hands to its own script instead of the link's token, which lives in a cookie of another path: sealed, so
 * that it opens nothing but the check.
 */
export function sealForCheck({ secrets }: Kit, { kind, token }: CheckVoucher): string {
  return secrets.seal('voucher', 'check', `${kind}:${token}`);
}

export function openForCheck({ secrets }: Kit, sealed: string): CheckVoucher | undefined {
  const [kind, token] = (secrets.open('voucher', 'check', sealed) ?? '').split(':');
  return token && (kind === 'reset' || kind === 'set_up') ? { kind, token } : undefined;
}

/** What a person asked with, carried by the page on which they wait: it shows nobody what was typed. */
export function sealForAsk({ secrets, clock }: Kit, login: string): string {
  return secrets.seal('voucher', 'ask', `${clock.now() + askWaits}:${login}`);
}

export function openForAsk({ secrets, clock }: Kit, sealed: string): string | undefined {
  const [, until, login] = /^(\d+):(.+)$/s.exec(secrets.open('voucher', 'ask', sealed) ?? '') ?? [];
  return Number(until) > clock.now() ? login : undefined;
}

const askWaits = hour;
const newLinkOffered = hour;

/** What the page of a dead link hands to its button: names nobody, and asks only for the link's own person. */
export function sealForNewLink({ secrets, clock }: Kit, token: string): string {
  return secrets.seal('voucher', 'new_link', `${clock.now() + newLinkOffered}:${token}`);
}

export function openForNewLink({ secrets, clock }: Kit, sealed: string): string | undefined {
  const [until, token] = (secrets.open('voucher', 'new_link', sealed) ?? '').split(':');
  return Number(until) > clock.now() ? token : undefined;
}
