import { askedLocally, type Web, type WebContext } from '../http/index.ts';
import { Refusal, sameDigest, tokenDigest } from '../kernel/index.ts';
import type { Kit } from './kit.tsx';

/** What load balancers and monitoring ask. */
export function addHealth(web: Web, { readiness, metrics, config, baseUrl }: Kit): void {
  // Alive is whoever answers: what is wrong with the database does not get better by starting anew.
  web.get('/healthz', (c) => c.text('ok'));

  web.get('/readyz', async (c) => {
    const report = await readiness.look();
    return c.json(report, report.status === 'ready' ? 200 : 503);
  });

  web.get('/metrics', async (c) => {
    const { metricsToken } = config;
    if (metricsToken === undefined && !askedLocally(c, baseUrl)) throw new Refusal('not_found', {});
    if (metricsToken !== undefined && !bears(c, metricsToken)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.text('REKEY_METRICS_TOKEN is asked for.\n', 401);
    }
    return c.body(await metrics.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}

function bears(c: WebContext, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return given !== undefined && sameDigest(tokenDigest(given), tokenDigest(token));
}
