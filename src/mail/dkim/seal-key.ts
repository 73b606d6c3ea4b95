import type { SealedColumn } from '../../database/index.ts';
import type { Secrets } from '../../kernel/index.ts';
import { keysAfter, replaceSealedKey } from './store.ts';

const contextOf = (id: string): string => `DKIM key ${id}`;

/** A private key as it rests. */
export function sealKey(secrets: Secrets, id: string, pem: string): string {
  return secrets.seal('dkim-key', contextOf(id), pem);
}

/** Nothing where it was sealed with a secret that is gone. */
export function unsealKey(secrets: Secrets, id: string, sealed: string): string | undefined {
  return secrets.open('dkim-key', contextOf(id), sealed);
}

export const sealedColumn: SealedColumn = {
  name: 'dkim_keys',
  purpose: 'dkim-key',
  async values(tx, after, limit) {
    const rows = await keysAfter(tx, after, limit);
    return rows.map(({ id, private_key_sealed: sealed }) => ({ id, sealed, context: contextOf(id) }));
  },
  replace: replaceSealedKey,
};
