import type { WebEnv } from './web.ts';

type Fetch = (request: Request, env?: WebEnv['Bindings']) => Response | Promise<Response>;

/** Joins two doors: the first answers a path and all below it, the other everything else. */
export function underPath(path: string, first: Fetch, other: Fetch): Fetch {
  const below = new RegExp(`^[a-z]+://[^/?#]*${path}(?:[/?#]|$)`, 'i');
  return (request, env) => (below.test(request.url) ? first : other)(request, env);
}
