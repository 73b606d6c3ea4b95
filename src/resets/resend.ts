import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { tellReset } from './describe.ts';
import { enqueueLetter } from './enqueue.ts';
import type { HowAgain, Resets } from './index.ts';
import { judgeApproved, judgeHow, judgeSending, longestNote, type SendWish } from './judge-sending.ts';
import { goesOn } from './life.ts';
import { askedAs, newReset, purposeOf } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { type ResetRow, resetById, updateReset } from './store.ts';

/** What was wished, of a reset that is there. */
type Resending = Pick<SendWish, 'how' | 'email'> & { resends: string };

/** Sends a reset's letter once more, or a new reset in its place when nothing of it is left to send. */
export function createResend(parts: Parts): Resets['resend'] {
  return async (caller, resetId, how) => {
    const sent = await parts.database.write((tx) => resendWithin(tx, parts, caller, { resends: resetId, how }));
    return tellReset(parts, sent);
  };
}

/** The same inside a transaction; `approved` by a second administrator. Answers the reset that the letter belongs to. */
export async function resendWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { resends: resetId, how, email, approved = false }: Resending & { approved?: boolean },
): Promise<string | Refusal> {
  const user = await parts.users.hold(tx, (await resetById(tx, resetId))?.user_id ?? '');
  const refused = (await parts.audit.demand(tx, caller, 'resets.send', user)) ?? judgeHow(user, how);
  if (refused) return refused;
  const reset = await resetById(tx, resetId); // as it is now that its user is held
  if (!reset || !user) return new Refusal('not_found', {});
  const sent = await sentBefore(tx, reset, how);
  if (sent !== undefined) return sent;
  const judge = approved ? judgeApproved : judgeSending;
  const no = await judge(tx, parts, caller, { user, wish: { userId: user.id, how, resends: reset.id, email } });
  if (no) return no;
  const meant = { user, reset, how };
  return goesOn(reset, parts.clock.now()) ? again(tx, parts, caller, meant) : anew(tx, parts, caller, meant);
}

/** What the same form has done already. */
async function sentBefore(tx: Tx, reset: ResetRow, { resetId }: HowAgain): Promise<string | undefined> {
  if (resetId === undefined) return undefined;
  return reset.resent_form === resetId ? reset.id : (await resetById(tx, resetId))?.id;
}

interface Meant {
  user: User;
  reset: ResetRow;
  how: HowAgain;
}

/** The same reset, and so the same end: a fresh link lengthens nothing. Of the checks it keeps the last one, the record each. */
async function again(tx: Tx, parts: Parts, caller: Caller, { user, reset, how }: Meant): Promise<string | Refusal> {
  const { identityCheck = reset.identity_check, resetId: form = null } = how;
  const note = [reset.note, how.note].filter(Boolean).join('\n');
  if (note.length > longestNote) return new Refusal('malformed', { field: 'note' });
  await updateReset(tx, reset.id, {
    outcome: 'send',
    reason: 'send',
    identity_check: identityCheck,
    note: note || null,
    resent_form: form,
  });
  await tellResent(tx, parts, caller, { user, reset, details: checked(how) });
  await enqueueLetter(tx, parts, user, reset);
  return reset.id;
}

async function anew(tx: Tx, parts: Parts, caller: Caller, { user, reset, how }: Meant): Promise<string> {
  const made = await newReset(tx, parts, caller, {
    ...(await purposeOf(tx, parts, { user, invites: reset.purpose === 'invitation' })),
    source: askedAs(caller),
    user,
    outcome: 'send',
    reason: 'send',
    identityCheck: how.identityCheck,
    note: how.note,
    redirect: reset.redirect ?? undefined,
    insteadOf: reset.id,
    id: how.resetId,
  });
  await tellResent(tx, parts, caller, { user, reset, details: { as: made.id, ...checked(how) } });
  return made.id;
}

function checked({ identityCheck }: HowAgain): Record<string, string> {
  return identityCheck === undefined ? {} : { identity_check: identityCheck };
}

async function tellResent(
  tx: Tx,
  { audit }: Parts,
  caller: Caller,
  { user, reset, details }: { user: User; reset: ResetRow; details: Record<string, string> },
): Promise<void> {
  await audit.record(tx, caller, { event: 'reset.resent', resetId: reset.id, subject: asSubject(user), details });
}
