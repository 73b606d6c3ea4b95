import { Refusal } from '../kernel/index.ts';
import type { Cookies } from './cookies.ts';
import { safeRedirect } from './safe-redirect.ts';
import { confirmPasswordPath, type Person, sessionCookie } from './visitor.ts';
import type { Web, WebContext } from './web.ts';

/** What is fetched, or what was sent, where that is a file. */
type File = { back: string } | { page: string };

/**
 * Before something risky: nothing while the password was given lately, else the answer that leads to the page which asks
 * for it and then goes on here. A form that was sent is sent on as it is (307), so that nothing of it is lost. Whoever
 * only gets a file says to where the reader goes `back`: with a file a browser leaves no page. A file that was sent is not
 * kept, nor what a page's script asks for: it goes on with the `page` on which it was chosen, to be sent `again` from there.
 */
export function passwordFirst(c: WebContext, { me }: Person, now: number, file?: File): Response | undefined {
  if (me.freshUntil > now) return undefined;
  if (file && 'page' in file)
    return c.redirect(`${confirmPasswordPath}?${new URLSearchParams({ to: file.page, again: 'on' })}`, 303);
  const { pathname, search } = new URL(c.req.url);
  const query = new URLSearchParams({ to: pathname + search, ...file });
  return c.redirect(`${confirmPasswordPath}?${query}`, c.req.method === 'POST' ? 307 : 303);
}

/** What waits until the password was given: a page of ours, and the form that was on its way there. */
export interface Waiting {
  to: string;
  /** As it was sent, urlencoded; none where only a page was asked for. */
  form?: string | undefined;
  /** Where the reader goes on, where what waits is a file. */
  back?: string | undefined;
  /** Whether the reader sent something that is not kept, and sends it once more from the page. */
  again: boolean;
}

/** Where the asking page is to lead. Refuses `malformed` for anything that is not ours. */
export function waitingIn(c: WebContext, form?: string): Waiting {
  const to = safeRedirect(c.req.query('to'));
  if (to === undefined || new URL(to, c.req.url).pathname === confirmPasswordPath) throw new Refusal('malformed', {});
  return { to, form, back: safeRedirect(c.req.query('back')), again: c.req.query('again') !== undefined };
}

/**
 * Goes on with what waited, under the session's new token: a page by 303; a form is handed to its own handler, whose
 * answer it is, together with the cookies that this answer sets.
 */
export async function goOn(
  c: WebContext,
  { web, cookies }: { web: Web; cookies: Cookies },
  { to, form, token }: Waiting & { token: string },
): Promise<Response> {
  if (form === undefined) return c.redirect(to, 303);
  const headers = new Headers(c.req.raw.headers);
  headers.set('content-type', 'application/x-www-form-urlencoded');
  headers.delete('content-length');
  headers.set('cookie', cookies.sentWith(c, sessionCookie, token));
  const request = new Request(new URL(to, c.req.url), { method: 'POST', headers, body: form });
  const answer = await web.fetch(request, c.env);
  return c.newResponse(answer.body, answer); // with the cookies that were set here, and those of the answer
}
