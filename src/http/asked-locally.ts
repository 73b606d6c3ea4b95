import { isLoopback } from '../config/index.ts';
import type { WebContext } from './web.ts';

/** What reverse proxies add to requests that they pass on. */
const marksOfProxies = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether a program on this machine asks. The socket alone does not tell: a reverse proxy beside us speaks for the whole
 * world, and a browser beside us for whatever page it shows.
 */
export function askedLocally(c: WebContext, baseUrl: string): boolean {
  const near = c.env?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/i, '');
  if (near === undefined || !isLoopback(near)) return false;
  return marksOfProxies.every((name) => c.req.header(name) === undefined) && askedByOurName(c, baseUrl);
}

/**
 * Whether we were asked for under the name of this machine or of the base URL. Another site can make its own name lead
 * here, and its page then reads what it gets as its own.
 */
export function askedByOurName(c: WebContext, baseUrl: string): boolean {
  const { hostname } = new URL(c.req.url);
  return isLoopback(hostname) || hostname === new URL(baseUrl).hostname;
}
