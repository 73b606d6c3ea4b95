import type { Tx } from '../database/index.ts';
import { newId } from '../kernel/index.ts';
import type { Round, Try } from './attempt.ts';
import { type AttemptRow, countTries, insertAttempts } from './attempt-store.ts';
import { isBlank } from './blank.ts';
import { type Claim, endHeld, hold } from './claim-store.ts';
import type { Composer } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import { beyondServer, isAddressTrouble, type Reason } from './reasons.ts';
import { isSpent, waitAfter } from './schedule.ts';
import { deleteMessages, type Ending, endMessage, type MessageRow, requeue } from './store.ts';

/** What a worker knows when it is done with a message. */
export interface Settled {
  claim: Claim;
  round: Round;
  composer: Composer | undefined;
}

export type Next = { state: 'queued'; runAt: number; reason: string | null } | Ending;

/**
 * Records what became of claimed messages, and decides what becomes of them: the only way out of `sending`. Answers
 * the new states; `undefined` for a claim that is not ours any more, of which nothing is recorded. Letters to nobody
 * wait for their turn as others do, and leave nothing behind, whatever became of them.
 */
export async function settle(tx: Tx, parts: Parts, settled: readonly Settled[]): Promise<(Next | undefined)[]> {
  const attempts: AttemptRow[] = [];
  const blanks: string[] = [];
  const results: (Next | undefined)[] = [];
  const sent = await markSent(tx, parts, settled.filter(isAccepted));
  for (const one of settled) {
    const result = isAccepted(one) ? sent.get(one.claim.id) : await giveBackOrUp(tx, parts, one);
    if (result) attempts.push(...toAttempts(parts, result.row, one.round));
    if (result && isBlank(result.row) && !waitsForTurn(result.next)) blanks.push(result.row.id);
    results.push(result?.next);
  }
  await insertAttempts(tx, attempts);
  await deleteMessages(tx, blanks);
  return results;
}

/** The one way in which a letter to nobody comes again. */
export function waitsForTurn(next: Next): boolean {
  return next.state === 'queued' && next.reason === ('paced' satisfies Reason);
}

interface Result {
  /** As it is now, with the attempts of this round counted. */
  row: MessageRow;
  next: Next;
}

function triesOf(round: Round): readonly Try[] {
  return round.end === 'handed_back' ? [] : round.tries;
}

function isAccepted({ round }: Settled): boolean {
  return triesOf(round).at(-1)?.outcome === 'accepted';
}

function toAttempts({ clock, random }: Parts, row: MessageRow, round: Round): AttemptRow[] {
  const tries = triesOf(round);
  return tries.map(({ at, server, outcome, reason, reply = null }, index) => {
    const number = row.attempts - tries.length + index + 1;
    return { id: newId(clock, random), message_id: row.id, number, at, server, outcome, reason, reply };
  });
}

/** Counts the round in the row: its tries, and the Message-ID that its letter bore. */
function counted(row: MessageRow, round: Round): MessageRow {
  const attempts = row.attempts + triesOf(round).length;
  return { ...row, attempts, ...(round.end === 'tried' && { message_id: round.messageId }) };
}

/** Mail servers have them, also what was withdrawn meanwhile. Answers by id, without those whose claim was lost. */
async function markSent(tx: Tx, { clock }: Parts, accepted: readonly Settled[]): Promise<Map<string, Result>> {
  const deliveries = accepted.map(({ claim, round }) => {
    const messageId = round.end === 'tried' ? round.messageId : null;
    return { claim, tries: triesOf(round).length, messageId };
  });
  const rows = await endHeld(tx, deliveries, clock.now());
  const byComposer = Map.groupBy(rows, ({ id }) => accepted.find(({ claim }) => claim.id === id)?.composer);
  for (const [composer, theirs] of byComposer) await composer?.delivered?.(tx, theirs.map(toMessage));
  return new Map(rows.map((row) => [row.id, { row, next: { state: 'sent', reason: null } }]));
}

async function giveBackOrUp(tx: Tx, parts: Parts, { claim, round, composer }: Settled): Promise<Result | undefined> {
  const held = await hold(tx, claim);
  if (!held) return undefined;
  const row = counted(held, round);
  const next = await decide(tx, parts, row, round);
  if (next.state === 'queued') await requeue(tx, row, next);
  else await endMessage(tx, row, next, parts.clock.now());
  if (next.state === 'failed') {
    const unreachable = isAddressTrouble(decisiveOf(triesOf(round)).reason);
    await composer?.failed?.(tx, toMessage(row), next.reason ?? '', unreachable);
  }
  return { row, next };
}

async function decide(tx: Tx, parts: Parts, row: MessageRow, round: Round): Promise<Next> {
  if (row.reason !== null) return withdrawn(row.reason);
  if (round.end === 'outdated') return { state: 'outdated', reason: round.reason };
  if (round.end === 'handed_back') {
    return { state: 'queued', runAt: round.until ?? parts.clock.now(), reason: round.reason };
  }
  const { outcome, reason } = decisiveOf(round.tries);
  if (outcome === 'permanent') return { state: 'failed', reason };
  const runAt = parts.clock.now() + (await waitFor(tx, parts, row, round.tries));
  if (!isSpent(toMessage(row), runAt)) return { state: 'queued', runAt, reason };
  return { state: 'failed', reason: outcome === 'unknown' ? reason : 'expired' };
}

/** Whoever withdrew or replaced it while it was being sent left the reason in the row. */
function withdrawn(reason: string): Next {
  return { state: reason === ('replaced' satisfies Reason) ? 'outdated' : 'cancelled', reason };
}

/** The last word. But what one server cannot do may yet be done by another that was only away. */
function decisiveOf(tries: readonly Try[]): Try {
  const decisive = tries.findLast(({ reason }) => !beyondServer.includes(reason)) ?? tries.at(-1);
  if (!decisive) throw new Error('A round that tried nothing decides nothing.');
  return decisive;
}

/**
 * A letter with an unknown outcome is sent once more after a minute; if that is unknown as well, again, ever later: a
 * copy too many is harmless (same Message-ID, each link works), a letter too few is not.
 */
async function waitFor(tx: Tx, { random }: Parts, row: MessageRow, tries: readonly Try[]): Promise<number> {
  const before = await countTries(tx, row.id);
  const isUnknown = decisiveOf(tries).outcome === 'unknown';
  return waitAfter(1 + (isUnknown ? before.unknown : before.most), random);
}
