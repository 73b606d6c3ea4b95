import type { Tx } from '../database/index.ts';
import { newId } from '../kernel/index.ts';
import type { Round, Try } from './attempt.ts';
import type { Composer } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import type { Reason } from './reasons.ts';
import { isSpent, waitAfter } from './schedule.ts';
import {
  type AttemptRow,
  type Claim,
  countTries,
  type Ending,
  endMessage,
  hold,
  insertAttempts,
  type MessageRow,
  requeue,
} from './store.ts';

/** What a worker knows when it is done with a message. */
export interface Settled {
  claim: Claim;
  round: Round;
  composer: Composer | undefined;
}

export type Next = { state: 'queued'; runAt: number; reason: string | null } | Ending;

/**
 * Records what became of a claimed message, and decides what becomes of it: the only way out of `sending`. Answers
 * `undefined` when the claim is not ours any more; then nothing is recorded.
 */
export async function settle(tx: Tx, parts: Parts, { claim, round, composer }: Settled): Promise<Next | undefined> {
  const held = await hold(tx, claim);
  if (!held) return undefined;
  const row = await record(tx, parts, held, round);
  const next = await decide(tx, parts, row, round);
  if (next.state === 'queued') await requeue(tx, row, next);
  else await endMessage(tx, row, next, parts.clock.now());
  if (next.state === 'sent') await composer?.delivered?.(tx, toMessage(row));
  if (next.state === 'failed') await composer?.failed?.(tx, toMessage(row), next.reason ?? '');
  return next;
}

async function record(tx: Tx, { clock, random }: Parts, row: MessageRow, round: Round): Promise<MessageRow> {
  if (round.end === 'handed_back') return row;
  const toRow = ({ at, server, outcome, reason, reply }: Try, index: number): AttemptRow => {
    const number = row.attempts + index + 1;
    return { id: newId(clock, random), message_id: row.id, number, at, server, outcome, reason, reply: reply ?? null };
  };
  await insertAttempts(tx, round.tries.map(toRow));
  const attempts = row.attempts + round.tries.length;
  return { ...row, attempts, ...(round.end === 'tried' && { message_id: round.messageId }) };
}

async function decide(tx: Tx, parts: Parts, row: MessageRow, round: Round): Promise<Next> {
  const decisive = round.end === 'tried' ? decisiveOf(round.tries) : undefined;
  if (decisive?.outcome === 'accepted') return { state: 'sent', reason: null };
  if (row.reason !== null) return withdrawn(row.reason);
  if (round.end === 'outdated') return { state: 'outdated', reason: round.reason };
  if (round.end === 'handed_back') return { state: 'queued', runAt: parts.clock.now(), reason: round.reason };
  if (!decisive) throw new Error('A round that tried nothing decides nothing.');
  if (decisive.outcome === 'permanent') return { state: 'failed', reason: decisive.reason };
  return retry(tx, parts, row, decisive);
}

/** The last word. But an address that one server cannot take may yet be taken by another that was only away. */
function decisiveOf(tries: readonly Try[]): Try | undefined {
  return tries.findLast(({ reason }) => reason !== 'smtputf8_missing') ?? tries.at(-1);
}

/** Whoever withdrew or replaced it while it was being sent left the reason in the row. */
function withdrawn(reason: string): Next {
  return { state: reason === ('replaced' satisfies Reason) ? 'outdated' : 'cancelled', reason };
}

/**
 * Another try, unless its life is over by then. A letter with an unknown outcome is sent once more after a minute; if
 * that is unknown as well, again, ever later: a copy too many is harmless (same Message-ID, each link works), a letter
 * too few is not.
 */
async function retry(tx: Tx, parts: Parts, row: MessageRow, { outcome, reason }: Try): Promise<Next> {
  const tries = await countTries(tx, row.id);
  const runAt = parts.clock.now() + waitAfter(outcome === 'unknown' ? tries.unknown : tries.most, parts.random);
  if (isSpent(toMessage(row), runAt)) return { state: 'failed', reason: outcome === 'unknown' ? reason : 'expired' };
  return { state: 'queued', runAt, reason };
}
