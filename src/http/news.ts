import { type Clock, minute, type Secrets, second } from '../kernel/index.ts';
import type { CookieName, Cookies } from './cookies.ts';
import type { WebContext } from './web.ts';

/** What a page has to say of the step before it, told once. */
export interface NewsBox<News extends object> {
  /** Hands news to the next page: sealed, so that nobody can make our pages claim what did not happen. */
  leave(c: WebContext, news: News): void;
  take(c: WebContext): News | undefined;
}

const lasts = 5 * minute;

export function createNewsBox<News extends object>(
  parts: { cookies: Cookies; secrets: Secrets; clock: Clock },
  cookie: CookieName,
): NewsBox<News> {
  const { cookies, secrets, clock } = parts;
  return {
    leave(c, news) {
      const letter = JSON.stringify({ news, until: clock.now() + lasts });
      cookies.write(c, cookie, secrets.seal('voucher', cookie.name, letter), lasts / second);
    },
    take(c) {
      const sealed = cookies.read(c, cookie);
      if (sealed === undefined) return undefined;
      cookies.clear(c, cookie);
      const opened = secrets.open('voucher', cookie.name, sealed);
      const letter = opened === undefined ? undefined : (JSON.parse(opened) as { news: News; until: number });
      return letter && letter.until > clock.now() ? letter.news : undefined;
    },
  };
}
