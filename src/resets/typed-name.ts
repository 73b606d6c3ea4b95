import type { SealedColumn } from '../database/index.ts';
import { day, fold, isStorable, type Secrets } from '../kernel/index.ts';
import type { ResetRow } from './store.ts';
import { replaceSealedName, sealedNames } from './typed-name-store.ts';

/* What a person typed when asking: sealed until the decision erases it, and for a while found again by its digest. */

/** Longer than any login or email. */
const longest = 320;

/** How long it is found again. */
export const nameRemembered = 30 * day;

/** Whether it can be somebody's login or email. */
export function isName(typed: string): boolean {
  return typed.trim() !== '' && typed.length <= longest && isStorable(typed);
}

export function nameDigest(secrets: Secrets, typed: string): string {
  return secrets.digest('typed-name', fold(typed));
}

/** Under each secret that there is: it may have been typed before the latest one. */
export function nameDigests(secrets: Secrets, typed: string): string[] {
  return secrets.digests('typed-name', fold(typed));
}

/** The context of the seal is the reset itself. */
export function sealName(secrets: Secrets, resetId: string, typed: string): string {
  return secrets.seal('typed-name', resetId, typed);
}

/** Nothing where another secret sealed it. */
export function openName(secrets: Secrets, { id, typed_sealed }: ResetRow): string | undefined {
  return typed_sealed === null ? '' : secrets.open('typed-name', id, typed_sealed);
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
