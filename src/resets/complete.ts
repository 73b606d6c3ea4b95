import type { Tx } from '../database/index.ts';
import { type Caller, Refusal, tokenDigest, type Violation } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { completed } from './completed.ts';
import type { Completed, Resets } from './index.ts';
import { findLink, findLiveLink, publicIdOf, refusalOf, stillConcerns } from './judge-link.ts';
import { countJudgement, judgePassword } from './judge-password.ts';
import { type LinkRow, spend } from './link-store.ts';
import type { Parts } from './parts.ts';
import { sameSuccess } from './same-success.ts';
import { type ResetRow, resetById, updateReset } from './store.ts';

/**
 * The link is judged, then the password, then it is hashed; and then one transaction does everything or nothing: it
 * spends the link, replaces the password and all that follows from that, and opens the session. Of many at once one
 * wins; the browser that has just won is shown its success again.
 */
export function createComplete(parts: Parts): Pick<Resets, 'complete' | 'redeem'> {
  const spendBy = async (caller: Caller, link: LinkRow, input: Attempt): Promise<Completed | undefined> => {
    await refuseWeak(parts, caller, link, input);
    const hash = await parts.passwords.hash(input.password);
    return parts.database.write((tx) => redeem(tx, parts, caller, { link, hash, ...input }));
  };

  return {
    async complete(caller, input) {
      const link = await findLink(parts, input.token);
      if (input.linkId !== publicIdOf(link)) throw new Refusal('link_mismatch', {});
      const dead = await refusalOf(parts, link);
      if (dead) return (await sameSuccess(parts, caller, input)) ?? raise(dead);
      const won = await spendBy(caller, link, input);
      return won ?? (await sameSuccess(parts, caller, input)) ?? raise(await lost(parts, input.token));
    },

    async redeem(caller, { token, password }) {
      const link = await findLiveLink(parts, token);
      const won = await spendBy(caller, link, { password, confirmPassword: password, browser: undefined });
      const { user, ended } = won ?? raise(await lost(parts, token));
      return { userId: user.id, ended };
    },
  };
}

interface Attempt {
  password: string;
  confirmPassword: string;
  /** The step of a browser that redeems the link; none where a program does. */
  browser: string | undefined;
  pressedAt?: number | undefined;
  knownBrowser?: string | undefined;
}

/**
 * All that fails is said at once, and the link stays as good as it was. What could not be set anyhow is not compared with
 * former passwords: else a link would tell, at no cost, which one somebody has guessed.
 */
async function refuseWeak(parts: Parts, caller: Caller, link: LinkRow, input: Attempt): Promise<void> {
  await countJudgement(parts, link);
  const { password } = input;
  const isRepeated = password === input.confirmPassword;
  const violations: Violation[] = await judgePassword(parts, caller, link, { password, history: isRepeated });
  if (!isRepeated) violations.push({ rule: 'differs', params: {} });
  if (violations.length === 0) return;
  await parts.database.write((tx) =>
    parts.audit.record(tx, caller, {
      event: 'reset.password_refused',
      outcome: 'password_refused',
      details: { rules: violations.map((violation) => violation.rule).join(' ') },
      ...(link.reset_id && { resetId: link.reset_id }),
    }),
  );
  throw new Refusal('password_refused', { violations });
}

/** The transaction. Answers nothing when the link was spent or died in the meantime. */
async function redeem(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { link, hash, browser, ...input }: { link: LinkRow; hash: string } & Omit<Attempt, 'password' | 'confirmPassword'>,
): Promise<Completed | undefined> {
  const { clock, users, settings, passwords, audit } = parts;
  const user = await users.hold(tx, link.user_id ?? '');
  const reset = await resetById(tx, link.reset_id ?? '');
  if (!user || !reset || !stillConcerns(link, user)) return undefined;
  const at = clock.now();
  const { pressedAt = at } = input;
  const press = { at, browser: browser === undefined ? null : tokenDigest(browser), pressedAt };
  if (!(await spend(tx, link.id, press))) return undefined;
  // Before the followers, who end whatever resets of this user are still going.
  await updateReset(tx, reset.id, { state: 'completed', ended_at: at });
  await users.noteSecured(tx, user.id, at);
  const isMailed = wasMailed(link, { user, reset });
  const by = isMailed ? 'link' : 'printed_link';
  const policy = passwords.policy(await settings.read(tx)).id;
  const ended = await users.replacePassword(tx, { user, hash, policy, by, caller });
  // After what ended was counted: what a second factor had opened is among it.
  if (isMailed) await heedMailbox(tx, parts, caller, { user, isBound: link.sent_to !== null });
  const knownBrowser = await parts.sessions.renewBrowser(tx, user, input.knownBrowser);
  await updateReset(tx, reset.id, { ended: JSON.stringify(ended) });
  await audit.record(tx, caller, {
    event: 'reset.completed',
    resetId: reset.id,
    subject: asSubject(user),
    details: { ...ended },
  });
  const inBrowser = browser !== undefined;
  const won = await completed(tx, parts, caller, { user, reset, ended, inBrowser, knownBrowser });
  const isLeftOut = inBrowser && won.session === undefined;
  return isLeftOut ? { ...won, knownBrowser: await parts.sessions.know(tx, user, knownBrowser) } : won;
}

/**
 * Rather than printed. One that was mailed to an account without an address is bound to none, and dies as soon as there is one; a
 * printed one has none either, and its reset may have been mailed since.
 */
function wasMailed(link: LinkRow, { user, reset }: { user: User; reset: ResetRow }): boolean {
  return link.sent_to !== null || (user.email === undefined && reset.outcome === 'send');
}

/**
 * Whoever has a mailed link reads what arrives in that mailbox. Where staff gave the address, whoever had the account before, and
 * its second factors, may have been somebody else. That the stored address reaches them shows only a link that `isBound` to it:
 * an account without one shows it later.
 */
async function heedMailbox(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, isBound }: { user: User; isBound: boolean },
): Promise<void> {
  if (isBound) await parts.users.noteEmailProven(tx, user.id);
  if (!(await parts.users.emailGiven(tx, user.id))) return;
  await parts.factors.disown(tx, caller, user, { since: 0 });
  if (isBound) await parts.users.settleEmail(tx, user.id);
}

async function lost(parts: Parts, token: string): Promise<Refusal> {
  const refusal = await refusalOf(parts, await findLink(parts, token));
  return refusal ?? new Refusal('busy', { retryAfter: 1 });
}

function raise(refusal: Refusal): never {
  throw refusal;
}
