import { canonical } from './canonical.ts';
import type { Findings } from './rules.ts';

/** The first word of an installation's own list that a password contains, in any case and with the usual substitutions. */
export function findBarred(password: string, words: readonly string[]): Findings['barred'] {
  const judged = canonical(password);
  const word = words.find((one) => judged.includes(canonical(one)));
  return word === undefined ? undefined : { word };
}
