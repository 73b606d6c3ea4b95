import type { Tx } from '../database/index.ts';
import { isBusy, isEmail, newId, system } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { enqueueLetter } from './enqueue.ts';
import { perPerson } from './limits.ts';
import type { Parts } from './parts.ts';
import { holdAsk, insertReset, type ResetRow, updateReset, waitingAsks } from './store.ts';

/** Why an ask leads to a letter (`send`) or to none. */
export type Reason = 'send' | 'unknown' | 'archived' | 'no_address' | 'undeliverable' | 'limited' | 'paused' | 'shared';

interface Decision {
  user: User | undefined;
  reason: Reason;
}

const atOnce = 50;
/** One ask reaches this many users who share an email; the others are told apart by the administrator. */
const mostUsers = 5;

/** The worker's turn: decides what waits. An ask that cannot be decided because of a bug is left for the next start. */
export function createDecide(parts: Parts): () => Promise<number> {
  const { database, log, meter } = parts;
  const stuck = new Set<string>();
  return async () => {
    const waiting = (await waitingAsks(database.read, atOnce + stuck.size)).filter((id) => !stuck.has(id));
    for (const id of waiting) {
      try {
        // Counted when it is committed: a body may run more than once.
        for (const reason of await database.write((tx) => decideOne(tx, parts, id))) meter.decided(reason);
      } catch (error) {
        if (isBusy(error)) return 0; // it waits as it is, for the next turn
        log.error('reset.undecided', error, { reset: id });
        stuck.add(id);
      }
    }
    return waiting.length;
  };
}

async function decideOne(tx: Tx, parts: Parts, id: string): Promise<Reason[]> {
  const ask = await holdAsk(tx, id);
  if (!ask) return []; // another process was faster
  const typed = parts.secrets.open('typed-name', id, ask.typed_sealed ?? '');
  const decisions = await judge(tx, parts, typed === undefined ? [] : await parts.users.meantBy(tx, typed));
  for (const [index, decision] of decisions.entries()) {
    const reset = index === 0 ? ask : await standBeside(tx, parts, ask);
    await conclude(tx, parts, reset, decision);
  }
  return decisions.map(({ reason }) => reason);
}

/** Archived users count only where nobody active is meant. */
async function judge(tx: Tx, parts: Parts, meant: User[]): Promise<Decision[]> {
  const active = meant.filter((user) => user.state !== 'archived');
  if (active.length === 0) return [{ user: meant[0], reason: meant[0] ? 'archived' : 'unknown' }];
  const decisions: Decision[] = [];
  for (const [index, user] of active.entries()) {
    decisions.push({ user, reason: index < mostUsers ? await reasonFor(tx, parts, user) : 'shared' });
  }
  return decisions;
}

/** What speaks against a letter to this active user, if anything. */
export async function reasonFor(tx: Tx, { clock, throttle, settings }: Parts, user: User): Promise<Reason> {
  if (user.email === undefined) return 'no_address';
  if (!isEmail(user.email)) return 'undeliverable';
  if ((user.pausedUntil ?? 0) > clock.now()) return 'paused';
  // One after the other: an ask that the shorter limit stops must not use up the longer one.
  for (const rule of perPerson(await settings.read(tx))) {
    if ((await throttle.take(tx, [{ rule, of: user.id }])) > 0) return 'limited';
  }
  return 'send';
}

/** One ask that concerns several users becomes one reset for each. */
async function standBeside(tx: Tx, { clock, random }: Parts, ask: ResetRow): Promise<ResetRow> {
  const beside = { ...ask, id: newId(clock, random), asked_with: ask.id };
  await insertReset(tx, beside);
  return beside;
}

async function conclude(tx: Tx, parts: Parts, reset: ResetRow, { user, reason }: Decision): Promise<void> {
  const outcome = reason === 'send' ? 'send' : 'drop';
  await updateReset(tx, reset.id, {
    state: 'decided',
    user_id: user?.id ?? null,
    typed_sealed: null,
    decided_at: parts.clock.now(),
    outcome,
    reason,
  });
  if (user && reason === 'send') await enqueueLetter(tx, parts, user, reset);
  await parts.audit.record(tx, system, {
    event: 'reset.decided',
    resetId: reset.id,
    details: { outcome, reason },
    ...(user && { subject: { kind: 'user', id: user.id, label: user.login } }),
  });
}
