import { type Config, isLoopback } from '../config/index.ts';
import type { WebContext } from './web.ts';

/** What reverse proxies add to requests that they pass on. */
const markOfProxies =
  /^(x-forwarded-|x-real-ip$|x-client-ip$|x-original-|x-envoy-|cf-|true-client-ip$|forwarded$|via$)/;

/**
 * Whether a program on this machine asks. The socket alone does not tell: a reverse proxy beside us speaks for the whole
 * world, and a browser beside us for whatever page it shows.
 *
 * A proxy that says nothing of itself, and asks us by a name of this machine (nginx does both, as it comes), cannot be told
 * from a program. So where the base URL leads elsewhere, somebody passes on what comes from there, and nobody counts as
 * local before it was set who that is: of proxies that are named it is known that they say for whom they speak.
 */
export function askedLocally(c: WebContext, { baseUrl, trustedProxies }: Where): boolean {
  const near = c.env?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/i, '');
  if (near === undefined || !isLoopback(near) || !isLoopback(askedName(c))) return false;
  const proxiesAreKnown = trustedProxies.length > 0 || isLoopback(new URL(baseUrl).hostname);
  return proxiesAreKnown && ![...c.req.raw.headers.keys()].some((name) => markOfProxies.test(name));
}

interface Where extends Pick<Config, 'trustedProxies'> {
  baseUrl: string;
}

/**
 * Whether we were asked for under the name of this machine or of the base URL. Another site can make its own name lead
 * here, and its page then reads what it gets as its own.
 */
export function askedByOurName(c: WebContext, baseUrl: string): boolean {
  const name = askedName(c);
  return isLoopback(name) || name === new URL(baseUrl).hostname;
}

function askedName(c: WebContext): string {
  return new URL(c.req.url).hostname;
}
