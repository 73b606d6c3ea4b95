import type { Web, WebContext } from '../http/index.ts';
import { logoRoute, lookRoute, lookStyle } from '../ui/index.ts';
import type { Kit } from './kit.tsx';

const forGood = 'public, max-age=31536000, immutable';

/** The pictures and colours of companies. An address names one content, and never another. */
export function addLooks(web: Web, kit: Kit): void {
  web.get(logoRoute, async (c) => {
    const logo = await kit.users.logo(kit.database.read, c.req.param('digest'));
    return logo ? send(c, logo.type, new Uint8Array(logo.content)) : c.notFound();
  });

  web.get(lookRoute, (c) => {
    const style = lookStyle(c.req.param('colour'));
    return style === undefined ? c.notFound() : send(c, 'text/css; charset=utf-8', style);
  });
}

function send(c: WebContext, type: string, content: string | Uint8Array<ArrayBuffer>): Response {
  c.header('Content-Type', type);
  c.header('Cache-Control', forGood);
  return c.body(content);
}
