import type { SealedColumn } from '../database/index.ts';
import type { Secrets } from '../kernel/index.ts';
import { replaceSealedName, sealedNames } from './typed-name-store.ts';

/* What a person typed when asking: sealed until the decision erases it. */

/** The context of the seal is the reset itself. */
export function sealName(secrets: Secrets, resetId: string, typed: string): string {
  return secrets.seal('typed-name', resetId, typed);
}

export const sealedColumn: SealedColumn = {
  name: 'typed_names',
  purpose: 'typed-name',
  async values(tx, after, limit) {
    const rows = await sealedNames(tx, after, limit);
    return rows.map(({ id, typed_sealed: sealed }) => ({ id, sealed, context: id }));
  },
  replace: replaceSealedName,
};
