import { isLoopback } from '../config/index.ts';
import type { WebContext } from './web.ts';

/** What reverse proxies add to requests that they pass on. */
const marksOfProxies = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether a program on this machine asks. The socket alone does not tell: a reverse proxy beside us speaks for the whole
 * world.
 */
export function askedLocally(c: WebContext): boolean {
  const near = c.env?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/i, '');
  if (near === undefined || !isLoopback(near)) return false;
  return marksOfProxies.every((name) => c.req.header(name) === undefined);
}
