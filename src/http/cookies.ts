import { getCookie, setCookie } from 'hono/cookie';
import { requestHeader } from './request-header.ts';
import type { Site } from './site.ts';
import type { WebContext } from './web.ts';

/** A cookie of ours: its bare name and the only path that it is sent to. */
export interface CookieName {
  name: string;
  path: string;
}

const prefixes = { host: '__Host-', secure: '__Secure-' } as const;

/** Reads and writes cookies so that no script sees them and no other site's page can make a browser send them along. */
export interface Cookies {
  read(c: WebContext, cookie: CookieName): string | undefined;
  /** Without `maxAge` (seconds) it goes with the browser's window. */
  write(c: WebContext, cookie: CookieName, value: string, maxAge?: number): void;
  clear(c: WebContext, cookie: CookieName): void;
  /** The `Cookie` header of this request as it would be if the browser held another value. */
  sentWith(c: WebContext, cookie: CookieName, value: string): string;
}

/**
 * Over TLS a name tells the browser what to hold the cookie to: `__Host-` (this host, no subdomain may set it) for the
 * whole site, `__Secure-` for a path. On plain http browsers would drop such names, so they are bare there.
 */
export function createCookies({ secure }: Site): Cookies {
  const prefixOf = ({ path }: CookieName): 'host' | 'secure' | undefined => {
    if (!secure) return undefined;
    return path === '/' ? 'host' : 'secure';
  };
  const write: Cookies['write'] = (c, cookie, value, maxAge) => {
    const prefix = prefixOf(cookie);
    c.set('setsCookie', true);
    setCookie(c, cookie.name, value, {
      path: cookie.path,
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      ...(prefix && { prefix }),
      ...(maxAge !== undefined && { maxAge: Math.floor(maxAge) }),
    });
  };
  return {
    write,
    read: (c, cookie) =>
      requestHeader(c, 'cookie') === undefined ? undefined : getCookie(c, cookie.name, prefixOf(cookie)) || undefined,
    clear: (c, cookie) => write(c, cookie, '', 0),
    sentWith(c, cookie, value) {
      const prefix = prefixOf(cookie);
      const name = `${prefix === undefined ? '' : prefixes[prefix]}${cookie.name}=`;
      const sent = (c.req.header('cookie') ?? '').split('; ').filter((pair) => pair !== '' && !pair.startsWith(name));
      return [...sent, `${name}${value}`].join('; ');
    },
  };
}
