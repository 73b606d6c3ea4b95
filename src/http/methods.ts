import type { Web, WebContext } from './web.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether there is a page at a path. */
export function answers(web: Web, path: string): boolean {
  return allowedMethods(web, path).includes('GET');
}

/** Whether the page on which a form stands has the address that the form is sent to. */
export function isPageOfForm(web: Web, path: string): boolean {
  const [form] = routesAt(web, 'POST', path);
  // A page of another form may take the last part of this address for a name.
  return form !== undefined && routesAt(web, 'GET', path).includes(form);
}

/** Whether this address can be gone back to: where a form was sent there may be no page. */
export function leadsBack(web: Web, c: WebContext): boolean {
  return c.req.method !== 'POST' || isPageOfForm(web, c.req.path);
}

/** The methods that a path answers, for `Allow`; none where nothing is at that path. */
export function allowedMethods(web: Web, path: string): string[] {
  const answered = methods.filter((method) => routesAt(web, method, path).length > 0);
  return answered.includes('GET') ? ['GET', 'HEAD', ...answered.slice(1)] : answered;
}

/** The patterns of those that answer a method at a path; the first one does. */
function routesAt(web: Web, method: string, path: string): string[] {
  const routes = web.router.match(method, path)[0].map(([[, route]]) => route);
  return routes.filter((route) => route.method !== 'ALL').map((route) => route.path);
}
