import type { AuditEntry } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import { newId, system } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { enqueueLetter } from './enqueue.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reason.ts';
import { insertReset, type ResetRow, updateResets } from './store.ts';

/** What an ask leads to for one user, or for nobody. */
export interface Decided {
  ask: ResetRow;
  user: User | undefined;
  reason: Reason;
  /** The ask itself becomes the reset of the first user whom it concerns; each further one gets one beside it. */
  isFirst: boolean;
}

/** With the row that tells it. */
type Concluded = Decided & { reset: ResetRow };

/** Writes the decisions down, erases what was typed, and queues the letters. */
export async function conclude(tx: Tx, parts: Parts, decided: Decided[]): Promise<void> {
  const resets: Concluded[] = [];
  for (const one of decided) {
    resets.push({ ...one, reset: one.isFirst ? one.ask : await standBeside(tx, parts, one.ask) });
  }
  for (const same of notedTogether(resets)) await note(tx, parts, same);
  for (const { user, reset, reason } of resets) {
    if (!user || reason !== 'send') continue;
    await parts.users.noteReset(tx, user.id, { at: reset.asked_at, until: reset.expires_at });
    await enqueueLetter(tx, parts, user, reset);
  }
  // One to nobody where there is none, so that nobody can tell by what is to be done afterwards who has an account.
  await parts.mail.enqueueBlanks(tx, {
    each: withoutLetter(decided).map(({ expires_at: expiresAt }) => ({ expiresAt })),
    beside: decided.filter(({ reason }) => reason === 'send').length,
  });
  if (resets.length > 0) await parts.audit.recordEach(tx, resets.map(toEntry));
}

function withoutLetter(decided: Decided[]): ResetRow[] {
  const sending = new Set(decided.filter(({ reason }) => reason === 'send').map(({ ask }) => ask.id));
  return decided.filter(({ ask, isFirst }) => isFirst && !sending.has(ask.id)).map(({ ask }) => ask);
}

async function standBeside(tx: Tx, { clock, random }: Parts, ask: ResetRow): Promise<ResetRow> {
  const beside = { ...ask, id: newId(clock, random), asked_with: ask.id };
  await insertReset(tx, beside);
  return beside;
}

/** What is noted at once: all that is nobody's for one reason, and what is somebody's by itself. */
function notedTogether(resets: readonly Concluded[]): Concluded[][] {
  const nobodys = (['unknown', 'unreadable'] as const).map((reason) =>
    resets.filter((one) => one.user === undefined && one.reason === reason),
  );
  return [...nobodys, ...resets.filter(({ user }) => user !== undefined).map((one) => [one])];
}

/** All of them for the same user and the same reason. */
async function note(tx: Tx, { clock }: Parts, same: readonly Concluded[]): Promise<void> {
  const [first] = same;
  if (!first) return;
  const { user, reason } = first;
  await updateResets(
    tx,
    same.map(({ reset }) => reset.id),
    {
      state: 'decided',
      user_id: user?.id ?? null,
      company_id: user?.companyId ?? null,
      typed_sealed: null,
      ...(reason !== 'send' && { redirect: null }), // nobody comes back by it
      decided_at: clock.now(),
      outcome: outcomeOf(reason),
      reason,
    },
  );
}

function toEntry({ reset, user, reason }: Concluded) {
  const entry: AuditEntry = {
    event: 'reset.decided',
    resetId: reset.id,
    details: { outcome: outcomeOf(reason), reason },
    ...(user && { subject: asSubject(user) }),
  };
  return { caller: system, entry };
}

function outcomeOf(reason: Reason): 'send' | 'drop' {
  return reason === 'send' ? 'send' : 'drop';
}
