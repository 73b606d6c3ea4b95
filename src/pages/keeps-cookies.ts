import { requestHeader, type WebContext } from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';

/** What an address is asked with at which a browser shows whether it keeps cookies. */
const shows = 'kept';

/**
 * Leads on to where a cookie that the browser is given with this answer is all that opens the page. A browser that brought none
 * is led by way of `by`, where it shows whether it keeps any: one that does not would go round without a word. Whose does is
 * there for no longer than the answer takes, so that nobody is told it whose cookie merely ended. Programs, which nobody
 * navigates, go straight on.
 */
export function leadOn(c: WebContext, to: string, by: string): Response {
  const way = bringsNone(c) ? `${by}${by.includes('?') ? '&' : '?'}${shows}=1` : to;
  return c.redirect(way, 303);
}

/** Whether the browser was led here to show that it keeps cookies, which it does. Refuses `cookies_needed`. */
export function showsCookies(c: WebContext, what: 'link' | 'sign_in'): boolean {
  if (c.req.query(shows) === undefined) return false;
  if (bringsNone(c)) throw new Refusal('cookies_needed', { what });
  return true;
}

function bringsNone(c: WebContext): boolean {
  return requestHeader(c, 'sec-fetch-mode') === 'navigate' && requestHeader(c, 'cookie') === undefined;
}
