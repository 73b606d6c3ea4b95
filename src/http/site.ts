import { isLoopback } from '../config/index.ts';

/** What the base URL says about every answer. */
export interface Site {
  /** `https://reset.example.com`: the only origin that links and same-origin checks believe. */
  origin: string;
  /** Whether browsers reach us over TLS; cookies and HSTS follow from it. */
  secure: boolean;
  /** Whether only this machine can reach us; then each of its loopback names will do. */
  loopback: boolean;
}

export function siteOf(baseUrl: string): Site {
  const { origin, protocol, hostname } = new URL(baseUrl);
  return { origin, secure: protocol === 'https:', loopback: isLoopback(hostname) };
}
