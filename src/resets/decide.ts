import type { Tx } from '../database/index.ts';
import { isBusy, isEmail, minute } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import { stillPausedUntil, type User } from '../users/index.ts';
import { conclude, type Decided } from './conclude.ts';
import { addresseeOf, lettersTo, letterWithoutLink } from './limits.ts';
import type { Parts } from './parts.ts';
import { holdAsks, type ResetRow, waitingAsks } from './store.ts';

/** Why an ask leads to a letter (`send`) or to none. */
export const reasons = [
  'send',
  'unknown',
  'archived',
  'no_address',
  'undeliverable',
  'limited',
  'paused',
  'shared',
  'unreadable',
] as const;

export type Reason = (typeof reasons)[number];

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

/** Nothing where another secret sealed it. */
function typedName({ secrets }: Parts, { id, typed_sealed }: ResetRow): string | undefined {
  return typed_sealed === null ? '' : secrets.open('typed-name', id, typed_sealed);
}

/**
 * Leaves out what another process is deciding, and what it may still: during a rotation some that know the new secret run beside
 * some that do not yet, and nobody must take their asks for nobody's.
 */
async function decideEach(tx: Tx, parts: Parts, ids: string[]): Promise<{ reasons: Reason[]; left: string[] }> {
  const asks = (await holdAsks(tx, ids)).map((ask) => ({ ask, typed: typedName(parts, ask) }));
  const read = asks.flatMap(({ ask, typed }) => (typed === undefined ? [] : [{ ask, typed }]));
  const sealed = asks.flatMap(({ ask, typed }) => (typed === undefined ? [ask] : []));
  const isLeft = (ask: ResetRow): boolean => parts.clock.now() - ask.asked_at < leftToOthers;
  const meant = await holdMeant(tx, parts, read);
  const candidates = [
    ...read.flatMap(({ ask }, index) => candidatesFor(ask, meant[index] ?? [])),
    ...sealed.filter((ask) => !isLeft(ask)).map(unreadable),
  ];
  const rules = await parts.settings.read(tx);
  const decided: Decided[] = [];
  for (const candidate of candidates.sort(byCounted)) {
    const { user, reason } = candidate;
    const found =
      reason ?? (user ? await reasonFor(tx, parts, user, rules) : await unknownTo(tx, parts, candidate, rules));
    decided.push({ ...candidate, reason: found });
  }
  await conclude(tx, parts, decided);
  return { reasons: decided.map(({ reason }) => reason), left: sealed.filter(isLeft).map(({ id }) => id) };
}

/**
 * Whom each typed name means, as they are now: until it is decided nobody archives, erases or moves any of them. A name that nobody
 * has is looked for once more, too, under an id that nobody has: it takes no less work.
 */
async function holdMeant(tx: Tx, { users }: Parts, asks: { ask: ResetRow; typed: string }[]): Promise<User[][]> {
  const typed = asks.map((one) => one.typed);
  const meant = await users.meantByEach(tx, typed);
  const ids = asks.flatMap(({ ask }, at) => {
    const several = meant[at] ?? [];
    return several.length > 0 ? several.map(({ id }) => id) : [ask.id];
  });
  const held = await users.holdEach(tx, [...new Set(ids)]);
  return meant.map((several) => several.flatMap(({ id }) => held.get(id) ?? []));
}

/** Without a reason: what speaks against a letter is still to be found out. */
type Candidate = Omit<Decided, 'reason'> & { reason?: Reason };

/** Whom an ask may reach. Archived users count only where nobody active is meant. */
function candidatesFor(ask: ResetRow, meant: User[]): Candidate[] {
  const active = meant.filter((user) => user.state !== 'archived');
  if (active.length === 0) return [{ ask, isFirst: true, user: meant[0], ...(meant[0] && { reason: 'archived' }) }];
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
  const [left = '', right = ''] = [a, b].map(countedFor).map(({ mailbox, person }) => `${mailbox} ${person}`);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** A name that nobody has is counted as a person and a mailbox are: it takes no less work. */
function countedFor({ user, ask }: Candidate): { person: string; mailbox: string } {
  if (user) return addresseeOf(user);
  const nobody = ask.typed_digest ?? '';
  return { person: nobody, mailbox: nobody };
}

async function unknownTo(tx: Tx, parts: Parts, candidate: Candidate, rules: SettingValues): Promise<Reason> {
  await takeLetter(tx, parts, rules, { to: countedFor(candidate) });
  return 'unknown';
}

/** What speaks against a letter to this active user, if anything. */
export async function reasonFor(tx: Tx, parts: Parts, user: User, rules: SettingValues): Promise<Reason> {
  if (user.email === undefined) return 'no_address';
  if (!isEmail(user.email)) return 'undeliverable';
  if (stillPausedUntil(user, parts.clock.now()) !== undefined) return 'paused';
  const letter = { to: addresseeOf(user), linkUntil: user.resetUntil };
  return (await takeLetter(tx, parts, rules, letter)) ? 'send' : 'limited';
}

/** Counts a letter, if there is room for it: within the usual limits, or once an hour for whoever has no link that holds. */
async function takeLetter(
  tx: Tx,
  { clock, throttle }: Parts,
  rules: SettingValues,
  { to, linkUntil = 0 }: { to: ReturnType<typeof addresseeOf>; linkUntil?: number | undefined },
): Promise<boolean> {
  if ((await throttle.take(tx, lettersTo(rules, to))) === 0) return true;
  if (linkUntil > clock.now()) return false;
  const { minute, letter } = letterWithoutLink(to);
  // This ask is counted there: a second one is of those that are decided together, and the first has its letter.
  const [inMinute] = await throttle.look(tx, [minute]);
  return (inMinute?.count ?? 0) <= minute.rule.max && (await throttle.take(tx, letter)) === 0;
}
