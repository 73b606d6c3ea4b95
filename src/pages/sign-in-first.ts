import type { WebContext } from '../http/index.ts';
import type { Kit } from './kit.tsx';
import { leaveNews } from './notices.tsx';
import { withRedirect } from './with-redirect.ts';

/** To the sign-in page, and from there back: whoever sent a form is told that nothing came of it. */
export function signInFirst(kit: Kit, c: WebContext, back: string | undefined): Response {
  if (c.req.method === 'POST') leaveNews(kit, c, { kind: 'not_done' });
  return c.redirect(withRedirect('/web/login', back), 303);
}
