import { tokenDigest } from '../kernel/index.ts';

/*
 * What a browser shows of being remembered: a token of each person who ticked that in it. Whoever shares a browser takes
 * nobody's place.
 */

/** More people than share one browser. */
const mostPeople = 8;

function tokensIn(mark: string | undefined): string[] {
  return mark === undefined ? [] : mark.split('.').slice(0, mostPeople);
}

export function digestsIn(mark: string | undefined): string[] {
  return tokensIn(mark).map(tokenDigest);
}

/** The mark with one more token, which comes first, and those of its tokens that are worth keeping. */
export function withToken(mark: string | undefined, token: string, kept: ReadonlySet<string>): string {
  const others = tokensIn(mark).filter((other) => kept.has(tokenDigest(other)));
  return [token, ...others].slice(0, mostPeople).join('.');
}
