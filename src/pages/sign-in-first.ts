import type { WebContext } from '../http/index.ts';
import type { Kit } from './kit.tsx';
import { leaveNews } from './notices.tsx';
import { withRedirect } from './with-redirect.ts';

/** To the sign-in page, and from there back: whoever sent a form is told that nothing may have come of it. */
export function signInFirst(kit: Kit, c: WebContext, back: string | undefined): Response {
  if (c.req.method === 'POST') leaveNews(kit, c, { kind: 'signed_out_meanwhile' });
  return c.redirect(withRedirect('/web/login', back), 303);
}
