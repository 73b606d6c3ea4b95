import type { Web } from './web.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods that a path answers, for `Allow`; none where nothing is at that path. */
export function allowedMethods(web: Web, path: string): string[] {
  const answered = methods.filter((method) =>
    web.router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL'),
  );
  return answered.includes('GET') ? ['GET', 'HEAD', ...answered.slice(1)] : answered;
}
