import type { Tx } from '../database/index.ts';
import { newId, system } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import type { Reason } from './decide.ts';
import { enqueueLetter } from './enqueue.ts';
import type { Parts } from './parts.ts';
import { insertReset, type NewResetRow, type ResetRow, updateResets } from './store.ts';

/** What an ask leads to for one user, or for nobody. */
export interface Decided {
  ask: ResetRow;
  user: User | undefined;
  reason: Reason;
  /** The ask itself becomes the reset of the first user whom it concerns; each further one gets one beside it. */
  isFirst: boolean;
}

/** Writes the decisions down, erases what was typed, and queues the letters. */
export async function conclude(tx: Tx, parts: Parts, decided: Decided[]): Promise<void> {
  const resets: (Decided & { reset: ResetRow })[] = [];
  for (const one of decided)
    resets.push({ ...one, reset: one.isFirst ? one.ask : await standBeside(tx, parts, one.ask) });
  for (const nobodys of ['unknown', 'unreadable'])
    await note(
      tx,
      parts,
      resets.filter(({ user, reason }) => user === undefined && reason === nobodys),
    );
  for (const one of resets) {
    if (!one.user) continue;
    await note(tx, parts, [one]);
    if (one.reason !== 'send') continue;
    await parts.users.noteReset(tx, one.user.id, { at: one.reset.asked_at, until: one.reset.expires_at });
    await enqueueLetter(tx, parts, one.user, one.reset);
  }
  // One to nobody where there is none, so that nobody can tell by what is to be done afterwards who has an account.
  await parts.mail.enqueueBlanks(tx, {
    each: withoutLetter(decided).map(({ expires_at: expiresAt }) => ({ expiresAt })),
    beside: decided.filter(({ reason }) => reason === 'send').length,
  });
  const entries = resets.map(({ reset, user, reason }) => ({
    caller: system,
    entry: {
      event: 'reset.decided' as const,
      resetId: reset.id,
      details: { outcome: outcomeOf(reason), reason },
      ...(user && { subject: asSubject(user) }),
    },
  }));
  if (entries.length > 0) await parts.audit.recordEach(tx, entries);
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

/** All of them for the same user and the same reason. */
async function note(tx: Tx, { clock }: Parts, same: { reset: ResetRow; user: User | undefined; reason: Reason }[]) {
  const [first] = same;
  if (!first) return;
  const change = {
    state: 'decided',
    user_id: first.user?.id ?? null,
    company_id: first.user?.companyId ?? null,
    typed_sealed: null,
    ...(first.reason !== 'send' && { redirect: null }), // nobody comes back by it
    decided_at: clock.now(),
    outcome: outcomeOf(first.reason),
    reason: first.reason,
  } as const satisfies Partial<NewResetRow>;
  await updateResets(
    tx,
    same.map(({ reset }) => reset.id),
    change,
  );
}

function outcomeOf(reason: Reason): 'send' | 'drop' {
  return reason === 'send' ? 'send' : 'drop';
}
