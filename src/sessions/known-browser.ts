import { newToken, type Random, type Secrets, sameDigest } from '../kernel/index.ts';

/**
 * A browser that has signed in to an account keeps a mark of it. Its failures are counted apart, so that nobody who
 * guesses from elsewhere can slow its owner down. The mark opens nothing.
 */
export interface KnownBrowsers {
  mark(userId: string): string;
  /** The part that names the browser, if the mark is genuine and of this user. */
  recognise(userId: string, mark: string | undefined): string | undefined;
}

export function createKnownBrowsers({ secrets, random }: { secrets: Secrets; random: Random }): KnownBrowsers {
  const sign = (userId: string, name: string): string => secrets.digest('known-browser', `${userId} ${name}`);
  return {
    mark(userId) {
      const name = newToken(random);
      return `${name}.${sign(userId, name)}`;
    },
    recognise(userId, mark) {
      const [name, signature] = (mark ?? '').split('.');
      return name && signature && sameDigest(signature, sign(userId, name)) ? name : undefined;
    },
  };
}
