import type { Web, WebContext } from './web.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether there is a page at a path. */
export function answers(web: Web, path: string): boolean {
  return allowedMethods(web, path).includes('GET');
}

/** Whether this address can be gone back to: where a form was sent there may be no page. */
export function leadsBack(web: Web, c: WebContext): boolean {
  return c.req.method === 'GET' || answers(web, c.req.path);
}

/** The methods that a path answers, for `Allow`; none where nothing is at that path. */
export function allowedMethods(web: Web, path: string): string[] {
  const answered = methods.filter((method) =>
    web.router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL'),
  );
  return answered.includes('GET') ? ['GET', 'HEAD', ...answered.slice(1)] : answered;
}
