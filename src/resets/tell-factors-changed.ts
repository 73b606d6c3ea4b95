import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warn } from './warn.ts';

/** A letter about every change of somebody's second factors, whoever made it (ASVS 6.3.7). */
export function createTellFactorsChanged(parts: Parts): Resets['tellFactorsChanged'] {
  return async (tx, user, { what, at }) => {
    await warn(tx, parts, user, { kind: 'factors_changed', at, told: { what } });
  };
}
