import { isLoopback } from '../config/index.ts';
import type { Site } from './site.ts';

/** What a browser says about where a form was sent from. */
export interface Sender {
  fetchSite: string | undefined;
  origin: string | undefined;
  host: string | undefined;
}

/**
 * Whether a form was sent from one of our own pages. `Sec-Fetch-Site` cannot be forged by a page and decides alone;
 * a browser too old for it is believed by its `Origin`. Neither header, or `Origin: null` alone, is nobody of ours.
 */
export async function isOurs(
  sender: Sender,
  site: Site,
  isCompanyOrigin: (origin: string) => Promise<boolean>,
): Promise<boolean> {
  if (sender.fetchSite !== undefined) return sender.fetchSite === 'same-origin';
  if (sender.origin === undefined || sender.origin === 'null') return false;
  if (sender.origin === site.origin) return true;
  return isOwnLoopback(sender.origin, sender.host, site) || isCompanyOrigin(sender.origin);
}

/** On loopback the same server is `localhost` to one and `127.0.0.1` to another. */
function isOwnLoopback(origin: string, host: string | undefined, site: Site): boolean {
  return site.loopback && origin === `http://${host}` && isLoopback(hostnameOf(origin));
}

function hostnameOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
