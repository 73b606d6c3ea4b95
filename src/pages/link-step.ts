import type { CookieName, WebContext } from '../http/index.ts';
import { hour, minute, newToken, Refusal, second } from '../kernel/index.ts';
import type { Kit } from './kit.tsx';

/** A link that this browser has followed: its token, out of the address, and a mark that only this browser has. */
export interface Step {
  token: string;
  mark: string;
}

export const resetStep = { name: 'rekey_reset', path: '/web/reset_password' };
export const notMeStep = { name: 'rekey_not_me', path: '/web/not_me' };
export const confirmEmailStep = { name: 'rekey_confirm_email', path: '/web/confirm_email' };
export const setUpStep = { name: 'rekey_set_up', path: '/web/set_up' };

/** Moves a token from the address into a cookie of the page: for an hour, or the link's rest if that is less. */
export function beginStep(
  kit: Kit,
  c: WebContext,
  cookie: CookieName,
  link: { token: string; expiresAt?: number },
): void {
  const rest = (link.expiresAt ?? Number.POSITIVE_INFINITY) - kit.clock.now();
  // A dead link's step lasts for the page that says so.
  const lasts = Math.min(hour, Math.max(rest, minute));
  kit.cookies.write(c, cookie, `${link.token}.${newToken(kit.random)}`, lasts / second);
}

export function stepOf(kit: Kit, c: WebContext, cookie: CookieName): Step | undefined {
  const [token, mark, ...rest] = (kit.cookies.read(c, cookie) ?? '').split('.');
  return token && mark && rest.length === 0 ? { token, mark } : undefined;
}

/** A form is of one link: another one may have been followed in this browser since. Refuses `link_mismatch`. */
export function refuseOther(sent: string | undefined, id: string): void {
  if (sent !== id) throw new Refusal('link_mismatch', {});
}
