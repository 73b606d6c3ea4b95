import { minute } from '../kernel/index.ts';
import { countTries } from './attempt-store.ts';
import { isBlank } from './blank.ts';
import type { Composer, Message } from './index.ts';
import type { Parts } from './parts.ts';
import { beyondServer } from './reasons.ts';
import { fits } from './servers/from-filter.ts';
import { takeTurn } from './servers/pace.ts';
import type { Verdict } from './wire/failure.ts';
import type { Outgoing } from './wire/outgoing.ts';
import { NoSession, type Session } from './wire/session.ts';
import { createWriting, type Outdated, type Unwritten, type Writing } from './write.ts';

/** One try with one server; without a server where none was reached for. */
export interface Try extends Verdict {
  at: number;
  server: string;
}

/** What became of a message that was claimed. */
export type Round =
  | { end: 'tried'; tries: readonly Try[]; messageId: string }
  /** Its composer has nothing to send any more. */
  | { end: 'outdated'; tries: readonly Try[]; reason: string }
  /** Nothing was tried: this process stops, or no server is to be bothered right now (`until`: before that moment). */
  | { end: 'handed_back'; reason: string | null; until?: number | undefined };

/** A message in the hands of this process. */
export interface Flight {
  message: Message;
  composer: Composer | undefined;
  /** Whether the lease still runs: after a long sleep the message may be somebody else's. */
  held(): boolean;
  /** Tears what still runs. */
  cut: AbortSignal;
}

/**
 * Takes one message to the servers, best first, until one answers for good. After a temporary no, or where a server cannot
 * do it, the message goes on to the next one at once; after a permanent no it does not, nor after an unknown outcome, which
 * would make a copy where none may be needed. Where that repeats, none of the tries may have done it: then it does.
 */
export async function attempt(parts: Parts, flight: Flight): Promise<Round> {
  const writing = createWriting(parts, flight);
  const tries: Try[] = [];
  const passed: Passed[] = [];
  const { outgoings } = parts.fleet;
  const unsure = await unknownBefore(parts, flight.message);
  const open = outgoings.filter(({ breaker }) => breaker.closed);
  let allAsked = open.length === outgoings.length;
  for (const outgoing of open) {
    const result = await outgoing.pass(() => through(parts, outgoing, flight, writing));
    if (!result) {
      allAsked = false;
      continue;
    }
    if ('passed' in result) {
      passed.push(result);
      continue;
    }
    if ('outdated' in result) return { end: 'outdated', tries, reason: result.outdated };
    // What we tore ourselves says nothing of the server.
    if (result === torn || (flight.cut.aborted && result.outcome === 'temporary')) {
      allAsked = false;
      break;
    }
    const { unwritten, ...verdict } = { unwritten: false, ...result };
    tries.push({ ...verdict, at: parts.clock.now(), server: unwritten ? '' : outgoing.server.name });
    if (unwritten || !goesOn(verdict, unsure)) break;
  }
  if (tries.length === 0 && !flight.cut.aborted) {
    const none = allAsked && passed.length === open.length && passed.every(({ until }) => until === undefined);
    if (none && open.length > 0) tries.push({ ...fitsNone, at: parts.clock.now() });
  }
  if (tries.length === 0) return handBack(parts, passed);
  return { end: 'tried', tries: allAsked ? tries : tries.map(othersMayDo), messageId: writing.messageId() };
}

/** A server that was passed over: it has its pace, or takes no letters of this sender. */
interface Passed {
  passed: true;
  /** When it may take the letter. */
  until?: number | undefined;
}

const fitsNone = { server: '', outcome: 'temporary', reason: 'sender_fits_none', reply: undefined } as const;

/** How long a letter rests that only a server could take which is left alone: its return wakes the letter before. */
const rest = minute;

function handBack({ fleet, clock }: Parts, passed: readonly Passed[]): Round {
  const paced = passed.flatMap(({ until }) => (until === undefined ? [] : [until]));
  if (paced.length > 0) return { end: 'handed_back', reason: 'paced', until: Math.min(...paced) };
  if (fleet.stopped) return { end: 'handed_back', reason: 'stopped' };
  const reason = fleet.outgoings.find(({ breaker }) => breaker.state === 'failing')?.breaker.trouble?.reason ?? null;
  const rests = passed.length > 0 || fleet.outgoings.some(({ breaker }) => breaker.onTrial);
  return { end: 'handed_back', reason, until: rests ? clock.now() + rest : undefined };
}

/** After so many unknown outcomes of one letter another server gets a copy, too. */
const mostUnknown = 3;

/** How often nobody learned whether a server has the letter; looked up where that may have been often. */
async function unknownBefore({ database }: Parts, { id, attempts }: Message): Promise<number> {
  return attempts + 1 < mostUnknown ? 0 : (await countTries(database.read, id)).unknown;
}

function goesOn({ outcome, reason }: Verdict, unsure: number): boolean {
  if (outcome === 'unknown') return unsure + 1 >= mostUnknown;
  return outcome === 'temporary' || beyondServer.includes(reason);
}

/** What one server cannot do, another may that is away right now. */
function othersMayDo(one: Try): Try {
  return beyondServer.includes(one.reason) ? { ...one, outcome: 'temporary' } : one;
}

type Result = Verdict | Outdated | Unwritten | Passed;

/**
 * The letter is written while others are on the wire if the server is known to work; else once a session stands, so
 * that a dead server costs no link, nor does one that takes no letters of this sender, or none right now. Answers nothing if the server is
 * left alone by now, or all mail is stopped: only what is on the wire ends.
 */
async function through(
  parts: Parts,
  outgoing: Outgoing,
  flight: Flight,
  writing: Writing,
): Promise<Result | undefined> {
  const { server } = outgoing;
  if (flight.cut.aborted) return torn;
  if (parts.fleet.stopped) return undefined;
  const isFiltered = (server.fromFilter ?? []).length > 0;
  if (isFiltered) {
    const sender = await writing.senderFor(server);
    if (typeof sender !== 'string') return sender;
    if (!fits(sender, server.fromFilter)) return { passed: true };
  }
  const until = await takeTurn(parts, server, flight.message.id);
  if (until !== undefined) return { passed: true, until };
  if (outgoing.breaker.state === 'working') {
    const parcel = await writing.parcelFor(server);
    if (!('raw' in parcel)) return parcel;
  }
  for (;;) {
    const session = await acquire(outgoing, flight.cut);
    if (!session || 'outcome' in session) return session;
    try {
      if (parts.fleet.stopped) return undefined;
      const parcel = await writing.parcelFor(outgoing.server);
      if (!('raw' in parcel)) return parcel;
      if (flight.cut.aborted || !flight.held()) return torn;
      if (isBlank(flight.message)) {
        await outgoing.occupy(flight.cut);
        return accepted;
      }
      let isHeld = true;
      const mayLeave = (): boolean => {
        isHeld = flight.held();
        return isHeld;
      };
      const verdict = await whileNotCut(flight.cut, session, () => outgoing.deliver(session, parcel, mayLeave));
      if (!isHeld) return torn;
      if (wentStale(session, verdict)) continue;
      if (!flight.cut.aborted) outgoing.learnFrom(verdict, parcel.to);
      return verdict;
    } finally {
      outgoing.release(session);
    }
  }
}

async function acquire(outgoing: Outgoing, cut: AbortSignal): Promise<Session | Verdict | undefined> {
  try {
    return await outgoing.acquire(cut);
  } catch (error) {
    if (error instanceof NoSession) return error.verdict;
    if (cut.aborted) return torn;
    throw error;
  }
}

const accepted: Verdict = { outcome: 'accepted', reason: 'accepted', reply: undefined };
const torn: Verdict = { outcome: 'temporary', reason: 'dropped', reply: undefined };

async function whileNotCut(cut: AbortSignal, session: Session, deliver: () => Promise<Verdict>): Promise<Verdict> {
  const tear = (): void => session.close();
  cut.addEventListener('abort', tear);
  try {
    return await deliver();
  } finally {
    cut.removeEventListener('abort', tear);
  }
}

/**
 * Servers end connections that were unused for a while, with a 421 or without a word. The letter had not left: another
 * connection takes it. One that says no to a letter and then hangs up has said no.
 */
function wentStale(session: Session, { outcome, reason, reply }: Verdict): boolean {
  const saidNo = reply !== undefined && !reply.startsWith('421');
  return outcome === 'temporary' && !saidNo && reason !== 'letter_timeout' && session.used() > 1 && !session.alive();
}
