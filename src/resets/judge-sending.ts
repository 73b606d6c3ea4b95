import type { Asked } from '../approvals/index.ts';
import type { Tx } from '../database/index.ts';
import { type Caller, differences, isSameEmail, isStorable, Refusal } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { isIdentityCheck } from './identity-check.ts';
import { judgeCode } from './identity-code.ts';
import type { HowSent } from './index.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';

export const longestNote = 2_000;

/** What was wished, as it is kept until a second administrator decides. */
export interface SendWish {
  userId: string;
  how: HowSent;
  /** Whoever never had a password is invited again. */
  invites?: boolean | undefined;
  /** The reset whose letter is to be sent once more. */
  resends?: string | undefined;
  /** Where the letter goes: what was approved goes nowhere else. */
  email?: string | undefined;
}

/**
 * Whether another link may go to somebody who is there already, whichever way it is asked for: staff say how they made
 * sure who is asking where that is set, a code is one that was mailed, and for an administrator a second one is asked.
 */
export async function judgeSending(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, wish }: { user: User; wish: SendWish },
): Promise<Refusal | undefined> {
  const { how } = wish;
  const no = await judgeCheck(tx, parts, caller, { user, how });
  if (no) return no;
  const asked = approvalOf(user, wish);
  const wasRead = how.identityCheck === 'code' && caller.actor.kind === 'user';
  const judge = async () => (wasRead ? judgeCode(tx, parts, { user, code: how.identityCode }) : undefined);
  return asked ? parts.approvals.demand(tx, caller, asked, judge) : judge();
}

/** What a second administrator approved goes where they were told. Its code was judged when it was asked for. */
export async function judgeApproved(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, wish }: { user: User; wish: SendWish },
): Promise<Refusal | undefined> {
  if (!isSameEmail(user.email, wish.email)) return new Refusal('changed_meanwhile', {});
  return judgeCheck(tx, parts, caller, { user, how: wish.how });
}

async function judgeCheck(
  tx: Tx,
  { settings }: Parts,
  caller: Caller,
  { user, how }: { user: User; how: HowSent },
): Promise<Refusal | undefined> {
  if (how.identityCheck !== undefined) return undefined;
  // A code that was typed is to be judged: without the choice that it belongs to, nobody would look at it.
  return how.identityCode || mustBeChecked(await settings.read(tx), caller, user)
    ? new Refusal('identity_check_missing', {})
    : undefined;
}

/** A reset of an administrator waits for a second one where that is set. Who is asking was checked by then. */
function approvalOf(user: User, wish: SendWish): Asked | undefined {
  if (!isApprovedReset(user)) return undefined;
  const subject = { id: user.id, label: user.login };
  const { identityCheck, note } = wish.how;
  const told = { email: user.email ?? null, identity_check: identityCheck ?? null, note: note || null };
  const kept: SendWish = { ...wish, email: user.email };
  return { kind: 'reset', subject, wish: kept, changes: differences({}, told) };
}

/** Whose reset a second administrator approves, where that is set. */
export function isApprovedReset({ role }: User): boolean {
  return role === 'access' || role === 'settings';
}

/** Whether staff have to say how they made sure who is asking. Whoever runs the command line sees to that alone. */
export function mustBeChecked(rules: SettingValues, { actor }: Caller, user: User): boolean {
  return actor.kind === 'user' && rules[`identity_check_${user.role}`];
}

/** Whether a letter can go to somebody, or a link be told, and what was said about it can be kept. */
export function judgeHow(user: User | undefined, how: HowSent): Refusal | undefined {
  if (!user) return new Refusal('not_found', {});
  if (user.state === 'archived') return new Refusal('archived', { name: user.name });
  const unreachable = how.printLink ? undefined : unreachableBecause(user);
  if (unreachable) return unreachable;
  if (how.identityCheck !== undefined && !isIdentityCheck(how.identityCheck)) {
    return new Refusal('malformed', { field: 'identity_check' });
  }
  return judgeNote(how.note);
}

/** Whether what was said about a sending can be kept. */
export function judgeNote(note = ''): Refusal | undefined {
  return note.length > longestNote || !isStorable(note) ? new Refusal('malformed', { field: 'note' }) : undefined;
}
