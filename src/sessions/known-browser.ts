import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import type { KnownBrowser } from '../factors/index.ts';
import { type Clock, day, newToken, type Random, type Secrets, tokenDigest } from '../kernel/index.ts';
import { mostBrowsers } from './limits.ts';
import { deleteUnseen, forgetBrowsers, isForgotten, keepLatestBrowsers, knownBrowser, noteBrowser } from './store.ts';

/** How long a browser is known after it was last signed in with; its cookie lasts as long. */
const knownFor = 365 * day;

/**
 * A browser keeps one mark, whoever signs in with it, until a password is set with it, or somebody signs in who has set one
 * elsewhere. A user's failures from a browser that the user has signed in with are counted apart, so that nobody who guesses
 * from elsewhere can slow its owner down; a sign-in from any other one is told by a letter. The mark opens nothing, and is
 * one that was drawn here.
 */
export interface KnownBrowsers {
  /** What names the browser for this user, if the user has signed in with it. */
  recognise(db: Reader | Tx, userId: string, mark: string | undefined): Promise<KnownBrowser | undefined>;
  /**
   * A new password was set with this browser: the user knows none any more but this one, if they did, and under a fresh mark.
   * A copy that somebody took of one before names no browser, also once they sign in with that one again. Answers the fresh
   * mark.
   */
  renew(tx: Tx, userId: string, mark: string | undefined): Promise<string | undefined>;
  /**
   * Notes a sign-in, and whether a second factor was proved for it. Answers the mark that the browser is to keep, and
   * whether the user was never seen with it.
   */
  note(tx: Tx, userId: string, seen: Seen): Promise<{ mark: string; isNew: boolean }>;
  sweep(piecemeal: Piecemeal): Promise<void>;
}

interface Seen {
  mark: string | undefined;
  proved: boolean;
}

export function createKnownBrowsers(parts: { clock: Clock; random: Random; secrets: Secrets }): KnownBrowsers {
  const { clock } = parts;
  const since = (): number => clock.now() - knownFor;
  const find = async (db: Reader | Tx, userId: string, mark: string | undefined) =>
    mark === undefined ? undefined : knownBrowser(db, { userId, digest: digestOf(userId, mark), since: since() });
  const recognise: KnownBrowsers['recognise'] = async (db, userId, mark) => {
    const row = await find(db, userId, mark);
    return row && { name: row.digest, proved: row.factor_proved === 1 };
  };
  /** Whether a user may be known by it from now on: of one that they were known by before, somebody may have a copy. */
  const isGood = async (tx: Tx, userId: string, mark: string): Promise<boolean> =>
    isOurs(parts, mark) && !(await isForgotten(tx, digestOf(userId, mark)));
  return {
    recognise,
    async renew(tx, userId, mark) {
      const row = await find(tx, userId, mark);
      await forgetBrowsers(tx, userId);
      if (!row) return undefined;
      const fresh = drawMark(parts);
      await noteBrowser(tx, { ...row, digest: digestOf(userId, fresh) });
      return fresh;
    },
    async note(tx, userId, { mark, proved }) {
      const isNew = !(await recognise(tx, userId, mark));
      const kept = mark !== undefined && (!isNew || (await isGood(tx, userId, mark))) ? mark : drawMark(parts);
      const seen = { user_id: userId, last_seen_at: clock.now(), factor_proved: proved ? 1 : 0 };
      await noteBrowser(tx, { digest: digestOf(userId, kept), ...seen });
      if (isNew) await keepLatestBrowsers(tx, userId, mostBrowsers);
      return { mark: kept, isNew };
    },
    sweep: (piecemeal) => piecemeal((tx, most) => deleteUnseen(tx, since(), most)),
  };
}

/** Vouched for: a browser that another user has signed in with keeps its mark, and nobody brings one of their own making. */
function drawMark({ random, secrets }: { random: Random; secrets: Secrets }): string {
  const token = newToken(random);
  return `${token}.${secrets.digest('voucher', vouchedFor(token))}`;
}

function isOurs({ secrets }: { secrets: Secrets }, mark: string): boolean {
  const [token = '', digest = ''] = mark.split('.');
  return secrets.vouches('voucher', vouchedFor(token), digest);
}

const vouchedFor = (token: string): string => `browser ${token}`;

/** Of the user as well, so that the database does not tell who shares a browser. */
function digestOf(userId: string, mark: string): string {
  return tokenDigest(`${userId} ${mark}`);
}
