import type { Secrets } from '../../kernel/index.ts';

const contextOf = (id: string): string => `DKIM key ${id}`;

/** A private key as it rests. */
export function sealKey(secrets: Secrets, id: string, pem: string): string {
  return secrets.seal('dkim-key', contextOf(id), pem);
}

/** Nothing where it was sealed with a secret that is gone. */
export function unsealKey(secrets: Secrets, id: string, sealed: string): string | undefined {
  return secrets.open('dkim-key', contextOf(id), sealed);
}
