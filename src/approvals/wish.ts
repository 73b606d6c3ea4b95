import type { SealedColumn } from '../database/index.ts';
import type { Secrets } from '../kernel/index.ts';
import { replaceSealedWish, sealedWishes } from './store.ts';

/* What somebody wants to be done: it may hold the password of a mail server, so it rests sealed. */

const contextOf = (id: string): string => `approval ${id}`;

export function sealWish(secrets: Secrets, id: string, wish: object): string {
  return secrets.seal('approval', contextOf(id), JSON.stringify(wish));
}

export function openWish(secrets: Secrets, id: string, sealed: string | null): unknown {
  return JSON.parse(secrets.open('approval', contextOf(id), sealed ?? '') ?? 'null');
}

export const sealedColumn: SealedColumn = {
  name: 'approvals',
  purpose: 'approval',
  async values(tx, after, limit) {
    const rows = await sealedWishes(tx, after, limit);
    return rows.map(({ id, wish_sealed: sealed }) => ({ id, sealed, context: contextOf(id) }));
  },
  replace: replaceSealedWish,
};
