import { getCookie, setCookie } from 'hono/cookie';
import { day, newToken, type Random, sameDigest, second, tokenDigest } from '../kernel/index.ts';
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

/** What a browser's cookies for a path are bound to. It lasts longer than any of them. */
const bondCookie: CookieName = { name: 'rekey_bond', path: '/' };
const bondLasts = (365 * day) / second;

/**
 * Over TLS a name tells the browser what to hold the cookie to: `__Host-` (this host, no subdomain may set it) for the
 * whole site, `__Secure-` for a path. On plain http browsers would drop such names, so they are bare there.
 *
 * One for a path may be set by any host under the same domain, too, and is sent before ours where it is older. So ours are
 * bound to one of the whole site, which nobody else knows: whatever is not was not written here.
 */
export function createCookies({ secure }: Site, random: Random): Cookies {
  const prefixOf = ({ path }: CookieName): 'host' | 'secure' | undefined => {
    if (!secure) return undefined;
    return path === '/' ? 'host' : 'secure';
  };
  const nameOf = (cookie: CookieName): string => {
    const prefix = prefixOf(cookie);
    return `${prefix === undefined ? '' : prefixes[prefix]}${cookie.name}`;
  };
  const put: Cookies['write'] = (c, cookie, value, maxAge) => {
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
  const read: Cookies['read'] = (c, cookie) => {
    const sent = requestHeader(c, 'cookie');
    if (sent === undefined) return undefined;
    const prefix = prefixOf(cookie);
    if (prefix !== 'secure') return getCookie(c, cookie.name, prefix) || undefined;
    return boundIn(sent, nameOf(cookie), read(c, bondCookie));
  };
  return {
    read,
    write(c, cookie, value, maxAge) {
      if (prefixOf(cookie) !== 'secure') return put(c, cookie, value, maxAge);
      const given = c.get('bond');
      const bond = given ?? read(c, bondCookie) ?? newToken(random);
      put(c, cookie, bind(nameOf(cookie), value, bond), maxAge);
      if (given === undefined) put(c, bondCookie, bond, bondLasts);
      c.set('bond', bond);
    },
    clear: (c, cookie) => put(c, cookie, '', 0),
    sentWith(c, cookie, value) {
      const name = `${nameOf(cookie)}=`;
      const sent = (c.req.header('cookie') ?? '').split('; ').filter((pair) => pair !== '' && !pair.startsWith(name));
      return [...sent, `${name}${value}`].join('; ');
    },
  };
}

/** All values of ours are written in letters that no browser and no framework spells otherwise. */
function bind(name: string, value: string, bond: string): string {
  return `${value}~${tokenDigest(`${bond} ${name} ${value}`)}`;
}

/** Of all that were sent under a name, whoever set them, the one that is bound. */
function boundIn(sent: string, name: string, bond: string | undefined): string | undefined {
  if (bond === undefined) return undefined;
  for (const pair of sent.split(';').map((one) => one.trim())) {
    const value = pair.slice(name.length + 1, pair.lastIndexOf('~'));
    if (pair.startsWith(`${name}=`) && sameDigest(pair, `${name}=${bind(name, value, bond)}`)) return value;
  }
  return undefined;
}
