import type { Tx } from '../database/index.ts';
import { isBusy, minute } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { conclude, type Decided } from './conclude.ts';
import { addresseeOf, type Mailed, nobodyNamed } from './limits.ts';
import type { Parts } from './parts.ts';
import { type Reason, reasonFor, reasonForNobody } from './reason.ts';
import { holdAsks, type ResetRow, waitingAsks } from './store.ts';
import { openName } from './typed-name.ts';

/** How many are decided in one transaction. */
const atOnce = 32;
/** One ask reaches this many users who share an email; the others are told apart by the administrator. */
const mostUsers = 5;
/** When whoever got no letter is told to ask again: until then a process that knows the secret of an ask may decide it. */
const leftToOthers = 10 * minute;

/**
 * The worker's turn: decides what waits, all of it together. An ask that another secret sealed is left to other processes for a
 * while, one that cannot be decided because of a bug until the next start.
 */
export function createDecide(parts: Parts): () => Promise<number> {
  const { database, clock, log, meter } = parts;
  /** Asks that wait, and are not looked at before a moment of the clock that never jumps. */
  const aside = new Map<string, number>();

  async function decide(ids: string[]): Promise<void> {
    try {
      const { reasons, left } = await database.write((tx) => decideEach(tx, parts, ids));
      // Counted when it is committed: a body may run more than once.
      for (const reason of reasons) meter.decided(reason);
      for (const id of left) aside.set(id, clock.monotonic() + minute);
    } catch (error) {
      const [id = '', ...others] = ids;
      if (isBusy(error)) throw error;
      if (others.length > 0) return decideApart(ids);
      log.error('reset.undecided', error, { reset: id });
      aside.set(id, Number.POSITIVE_INFINITY);
    }
  }

  async function decideApart(ids: string[]): Promise<void> {
    for (const id of ids) await decide([id]);
  }

  /** The oldest come first, and so does what was put aside before: what is not found any more was decided elsewhere. */
  async function dueAsks(): Promise<string[]> {
    const waiting = new Set(await waitingAsks(database.read, atOnce + aside.size));
    for (const id of aside.keys()) if (!waiting.has(id)) aside.delete(id);
    return [...waiting].filter((id) => (aside.get(id) ?? 0) <= clock.monotonic());
  }

  return async () => {
    const due = await dueAsks();
    try {
      if (due.length > 0) await decide(due);
      return due.length;
    } catch (error) {
      if (isBusy(error)) return 0; // they wait as they are, for the next turn
      throw error;
    }
  };
}

/**
 * Leaves out what another process is deciding, and what it may still: during a rotation some that know the new secret run beside
 * some that do not yet, and nobody must take their asks for nobody's.
 */
async function decideEach(tx: Tx, parts: Parts, ids: string[]): Promise<{ reasons: Reason[]; left: string[] }> {
  const asks = (await holdAsks(tx, ids)).map((ask) => ({ ask, typed: openName(parts.secrets, ask) }));
  const read = asks.flatMap(({ ask, typed }) => (typed === undefined ? [] : [{ ask, typed }]));
  const sealed = asks.flatMap(({ ask, typed }) => (typed === undefined ? [ask] : []));
  const isLeft = (ask: ResetRow): boolean => parts.clock.now() - ask.asked_at < leftToOthers;
  const candidates = [
    ...(await holdMeant(tx, parts, read)).flatMap(candidatesFor),
    ...sealed.filter((ask) => !isLeft(ask)).map(unreadable),
  ];
  const rules = await parts.settings.read(tx);
  const decided: Decided[] = [];
  for (const candidate of candidates.sort(byCounted)) {
    decided.push({ ...candidate, reason: candidate.reason ?? (await judge(tx, parts, rules, candidate)) });
  }
  await conclude(tx, parts, decided);
  return { reasons: decided.map(({ reason }) => reason), left: sealed.filter(isLeft).map(({ id }) => id) };
}

/** An ask, and whom its typed name means. */
interface Meant {
  ask: ResetRow;
  users: User[];
}

/**
 * Whom each typed name means, as they are now: until it is decided nobody archives, erases or moves any of them. A name that nobody
 * has is looked for once more, too, under an id that nobody has: it takes no less work.
 */
async function holdMeant(tx: Tx, { users }: Parts, asks: { ask: ResetRow; typed: string }[]): Promise<Meant[]> {
  const found = await users.meantByEach(
    tx,
    asks.map(({ typed }) => typed),
  );
  const meant = asks.map(({ ask }, index) => ({ ask, ids: (found[index] ?? []).map(({ id }) => id) }));
  const wanted = meant.flatMap(({ ask, ids }) => (ids.length > 0 ? ids : [ask.id]));
  const held = await users.holdEach(tx, [...new Set(wanted)]);
  return meant.map(({ ask, ids }) => ({ ask, users: ids.flatMap((id) => held.get(id) ?? []) }));
}

/** Without a reason: what speaks against a letter is still to be found out. */
type Candidate = Omit<Decided, 'reason'> & { reason?: Reason };

/** Whom an ask may reach. Archived users count only where nobody active is meant. */
function candidatesFor({ ask, users }: Meant): Candidate[] {
  const active = users.filter((user) => user.state !== 'archived');
  if (active.length === 0) return [{ ask, isFirst: true, user: users[0], ...(users[0] && { reason: 'archived' }) }];
  return active.map((user, index) => {
    const candidate = { ask, isFirst: index === 0, user };
    return index < mostUsers ? candidate : { ...candidate, reason: 'shared' };
  });
}

function unreadable(ask: ResetRow): Candidate {
  return { ask, isFirst: true, user: undefined, reason: 'unreadable' };
}

/** One order for every process that counts for these mailboxes, people and names, so that no two wait for each other. */
function byCounted(a: Candidate, b: Candidate): number {
  const [left = '', right = ''] = [a, b].map(mailed).map(({ mailbox, person }) => `${mailbox} ${person}`);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function mailed({ user, ask }: Candidate): Mailed {
  return user ? addresseeOf(user) : nobodyNamed(ask.typed_digest ?? '');
}

async function judge(tx: Tx, parts: Parts, rules: SettingValues, candidate: Candidate): Promise<Reason> {
  const { user } = candidate;
  return user ? reasonFor(tx, parts, rules, { user }) : reasonForNobody(tx, parts, rules, mailed(candidate));
}
