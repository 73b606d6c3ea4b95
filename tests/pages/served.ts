import { addConsole } from '../../src/console/index.ts';
import { listen } from '../../src/http/index.ts';
import { createPages } from '../../src/pages/index.ts';
import { sqlite } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

/** The pages over the real product, for a browser: on loopback, in texts of the test's own choice. */
export interface Served extends Installation {
  url: string;
}

/** `host` is what browsers call this machine; passkeys are bound to a name. */
export async function openServed({
  host = '127.0.0.1',
  ...how
}: Pick<NonNullable<Parameters<typeof openInstallation>[1]>, 'locale' | 'mailServers' | 'mailLimits'> & {
  host?: '127.0.0.1' | 'localhost';
} = {}): Promise<Served> {
  const listening = await listen('127.0.0.1', 0);
  const url = `http://${host}:${listening.port}`;
  const installation = await openInstallation(sqlite, { ...how, baseUrl: url });
  const parts = { ...installation.app, baseUrl: url };
  const web = createPages({ ...parts, trustedProxies: [] });
  addConsole(web, parts);
  listening.handOver(web.fetch);
  return {
    ...installation,
    url,
    async close() {
      await listening.close(0);
      await installation.close();
    },
  };
}
