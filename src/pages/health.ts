import { askedLocally, type Web, type WebContext } from '../http/index.ts';
import { Refusal, sameDigest, tokenDigest } from '../kernel/index.ts';
import type { Kit } from './kit.tsx';

/** What load balancers and monitoring ask. */
export function addHealth(web: Web, { readiness, metrics, config, baseUrl }: Kit): void {
  // Alive is whoever answers: what is wrong with the database does not get better by starting anew.
  web.get('/healthz', (c) => c.text('ok'));

  // What was found wrong is the house's own business: mail that is held up, say, is told to no stranger.
  web.get('/readyz', async (c) => {
    const { status, checks } = await readiness.look();
    return c.json(mayLookInside(c) ? { status, checks } : { status }, status === 'ready' ? 200 : 503);
  });

  web.get('/metrics', async (c) => {
    if (mayLookInside(c))
      return c.body(await metrics.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    if (config.metricsToken === undefined) throw new Refusal('not_found', {});
    c.header('WWW-Authenticate', 'Bearer');
    return c.text('REKEY_METRICS_TOKEN is asked for.\n', 401);
  });

  /** Whoever bears the token; where none is set, the programs on this machine. */
  function mayLookInside(c: WebContext): boolean {
    const { metricsToken, trustedProxies } = config;
    return metricsToken === undefined ? askedLocally(c, { baseUrl, trustedProxies }) : bears(c, metricsToken);
  }
}

function bears(c: WebContext, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return given !== undefined && sameDigest(tokenDigest(given), tokenDigest(token));
}
