import { securityHeaders } from './headers.ts';
import type { Site } from './site.ts';
import type { WebContext } from './web.ts';

/** A page that was made once, with its headers, and is given out as it is. */
export interface Ready {
  /** A text and no bytes: Node writes it together with the headers. */
  body: string;
  headers: Record<string, string>;
}

export function makeReady(site: Site, page: string): Ready {
  const ofPage = { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Length': String(Buffer.byteLength(page)) };
  return { body: page, headers: { ...Object.fromEntries(securityHeaders(site)), ...ofPage } };
}

/** Past the framework's own headers, unless there is a cookie among them: they would be copied for every answer. */
export function answerReady(c: WebContext, { body, headers }: Ready): Response {
  if (c.get('setsCookie')) return c.body(body, 200, headers);
  c.set('isReady', true);
  return new Response(body, { headers });
}
