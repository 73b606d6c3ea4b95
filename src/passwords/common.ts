import { canonical, plain } from './canonical.ts';
import type { CommonList } from './common-list.ts';
import { lettersThatMakeItMore } from './pieces.ts';
import type { Findings } from './rules.ts';
import type { Strength } from './strength.ts';

/** Where common pieces are known. */
export interface KnownPieces {
  list: CommonList;
  strength: Strength;
}

/** Whether a password is on the list, or little more than one common piece. */
export async function findCommon(password: string, { list, strength }: KnownPieces): Promise<Findings['common']> {
  if (list.has(password)) return { piece: 'list' };
  const piece = await strength.solePieceOf(withoutTail(plain(password)));
  if (piece) return { piece };
  return [...coresOf(plain(password)), ...coresOf(canonical(password))].some(list.has) ? { piece: 'word' } : undefined;
}

/**
 * What is left of a text without the signs and digits at its ends, and without at most two letters there: what is on
 * the list with fewer than three letters around it is found, whether or not the strength library knows it.
 */
function coresOf(text: string): string[] {
  const letters = [...text.matchAll(/\p{L}/gu)];
  const cores: string[] = [];
  for (let before = 0; before < lettersThatMakeItMore; before += 1) {
    for (let after = 0; before + after < lettersThatMakeItMore; after += 1) {
      const first = letters[before];
      const last = letters[letters.length - 1 - after];
      if (first && last && last.index > first.index) cores.push(text.slice(first.index, last.index + last[0].length));
    }
  }
  return cores;
}

/** A repetition without most of its times, so that the strength library sees all that there is to see. */
function withoutTail(text: string): string {
  return text.replace(/(.{1,16}?)\1{3,}/gsu, (_all, base: string) => base.repeat(base.length > 8 ? 2 : 4));
}
