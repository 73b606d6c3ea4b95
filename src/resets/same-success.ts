import { type Caller, hour, minute } from '../kernel/index.ts';
import type { Ended } from '../users/index.ts';
import { completed } from './completed.ts';
import type { Completed, Resets } from './index.ts';
import { findLink, isSpentBy } from './judge-link.ts';
import { countJudgement } from './judge-password.ts';
import { takePress } from './link-store.ts';
import type { Parts } from './parts.ts';
import { resetById } from './store.ts';

/** As long as a browser keeps the step in which it set the password: whoever brings a copy of it later may only be guessing. */
const stepLasts = hour;
/** Longer than the transaction that spends a link and sets its password. */
const together = minute;

/**
 * A second press of the button in the browser that has just won, with the very password that it set: the same success,
 * and a session in place of the first one, whose answer this browser may never have read. A password that was set later
 * is none of this link's: nobody guesses it here, where no failure counts for the account. No browser becomes known by it
 * that is not signed in. Of two presses that are worked on at once the earlier one may come to its end after the later one,
 * which the browser went on with: it takes nothing away from it.
 */
export async function sameSuccess(
  parts: Parts,
  caller: Caller,
  input: Parameters<Resets['complete']>[1],
): Promise<Completed | undefined> {
  const { clock, database, users, passwords, sessions } = parts;
  const link = await findLink(parts, input.token);
  const endedAt = link.ended_at ?? 0;
  if (!isSpentBy(link, input.browser) || clock.now() >= endedAt + stepLasts) return undefined;
  const stored = await users.passwordOf(database.read, link.user_id ?? '');
  if (!stored || stored.changedAt > endedAt + together) return undefined;
  await countJudgement(parts, link);
  if (!(await passwords.verify(stored.hash, input.password, 'known'))) return undefined;
  return database.write(async (tx) => {
    const user = await users.hold(tx, link.user_id ?? '');
    const reset = await resetById(tx, link.reset_id ?? '');
    if (!user || !reset?.ended || (await users.passwordOf(tx, user.id))?.hash !== stored.hash) return undefined;
    const ended = JSON.parse(reset.ended) as Ended;
    const done = { user, reset, ended };
    if (!(await takePress(tx, link.id, input.pressedAt ?? clock.now()))) {
      const unread = await completed(tx, parts, caller, { ...done, inBrowser: false, knownBrowser: undefined });
      return { ...unread, overtaken: true };
    }
    const { familiar } = await sessions.endOfReset(tx, reset.id);
    // Under a fresh mark: the one that it sends may be that of before. A second press makes no new browser a familiar one.
    const knownBrowser = familiar ? await sessions.know(tx, user, undefined) : undefined;
    return completed(tx, parts, caller, { ...done, inBrowser: true, knownBrowser });
  });
}
