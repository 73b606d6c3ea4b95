import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import { type Clock, day, newToken, type Random, tokenDigest } from '../kernel/index.ts';
import { deleteBrowsers, deleteUnseen, isKnownBrowser, keepLatestBrowsers, noteBrowser } from './store.ts';

/** How long a browser is known after it was last signed in with; its cookie lasts as long. */
const knownFor = 365 * day;
/** How many of one user are known at most. */
const mostBrowsers = 50;

/**
 * A browser keeps one mark, whoever signs in with it. A user's failures from a browser that the user has signed in with
 * are counted apart, so that nobody who guesses from elsewhere can slow its owner down; a sign-in from any other one is
 * told by a letter. The mark opens nothing.
 */
export interface KnownBrowsers {
  /** What names the browser for this user, if the user has signed in with it. */
  recognise(db: Reader | Tx, userId: string, mark: string | undefined): Promise<string | undefined>;
  /** The user knows none any more but this one, if they did. */
  forget(tx: Tx, userId: string, but: string | undefined): Promise<void>;
  /** Notes a sign-in. Answers the mark that the browser is to keep, and whether the user was never seen with it. */
  note(tx: Tx, userId: string, mark: string | undefined): Promise<{ mark: string; isNew: boolean }>;
  sweep(piecemeal: Piecemeal): Promise<void>;
}

export function createKnownBrowsers({ clock, random }: { clock: Clock; random: Random }): KnownBrowsers {
  const since = (): number => clock.now() - knownFor;
  return {
    async recognise(db, userId, mark) {
      if (mark === undefined) return undefined;
      const digest = digestOf(userId, mark);
      return (await isKnownBrowser(db, { userId, digest, since: since() })) ? digest : undefined;
    },
    forget: (tx, userId, but) => deleteBrowsers(tx, userId, but === undefined ? but : digestOf(userId, but)),
    async note(tx, userId, mark) {
      const kept = mark ?? newToken(random);
      const digest = digestOf(userId, kept);
      const isNew = !(await isKnownBrowser(tx, { userId, digest, since: since() }));
      await noteBrowser(tx, { digest, user_id: userId, last_seen_at: clock.now() });
      if (isNew) await keepLatestBrowsers(tx, userId, mostBrowsers);
      return { mark: kept, isNew };
    },
    sweep: (piecemeal) => piecemeal((tx, most) => deleteUnseen(tx, since(), most)),
  };
}

/** Of the user as well, so that the database does not tell who shares a browser. */
function digestOf(userId: string, mark: string): string {
  return tokenDigest(`${userId} ${mark}`);
}
