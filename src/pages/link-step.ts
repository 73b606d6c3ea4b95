import type { CookieName, Web, WebContext } from '../http/index.ts';
import { hour, minute, newToken, Refusal, second } from '../kernel/index.ts';
import { leadOn, showsCookies } from './keeps-cookies.ts';
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

interface LinkPage {
  /** The link was followed. Refuses what no page is shown for. */
  follow(c: WebContext, token: string): Promise<{ expiresAt?: number | undefined }>;
  show(c: WebContext): Promise<Response>;
}

/** The page that a link leads to, once its token is out of the address. */
export function addLinkPage(web: Web, kit: Kit, cookie: CookieName, { follow, show }: LinkPage): void {
  web.get(cookie.path, async (c) => {
    const token = c.req.query('token');
    if (token === undefined) return showsCookies(c, 'link') ? c.redirect(cookie.path, 303) : show(c);
    beginStep(kit, c, cookie, { token, ...(await follow(c, token)) });
    return leadOn(c, cookie.path, cookie.path);
  });
}

/** Moves a token from the address into a cookie of the page: for an hour, or the link's rest if that is less. */
function beginStep(
  kit: Kit,
  c: WebContext,
  cookie: CookieName,
  link: { token: string; expiresAt?: number | undefined },
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

/** The same where nothing else is at the page. Refuses `link_unknown`. */
export function demandStep(kit: Kit, c: WebContext, cookie: CookieName): Step {
  const step = stepOf(kit, c, cookie);
  if (!step) throw new Refusal('link_unknown', {});
  return step;
}

/**
 * Ends a step whose link opens its page still: all that this browser keeps, for as long, is what was answered in it. Sealed, so
 * that nobody can make the page say what was not.
 */
export function endStep(kit: Kit, c: WebContext, cookie: CookieName, answered: object): void {
  kit.cookies.write(c, cookie, kit.secrets.seal('voucher', cookie.name, JSON.stringify(answered)), hour / second);
}

/** What was answered in a step that has ended. */
export function answeredIn<Answered extends object>(kit: Kit, c: WebContext, cookie: CookieName): Answered | undefined {
  const text = kit.secrets.open('voucher', cookie.name, kit.cookies.read(c, cookie) ?? '');
  return text === undefined ? undefined : (JSON.parse(text) as Answered);
}
