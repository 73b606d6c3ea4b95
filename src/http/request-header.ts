import type { WebContext } from './web.ts';

/** A header of the request. Node has them at hand; the framework would copy all of them first. */
export function requestHeader(c: WebContext, name: Lowercase<string>): string | undefined {
  const headers = c.env?.incoming?.headers;
  if (!headers) return c.req.header(name);
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
