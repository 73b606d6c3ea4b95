import type { Reader, Tx } from '../database/index.ts';
import { isSameEmail, newId } from '../kernel/index.ts';
import type { AddressChange, User } from '../users/index.ts';
import {
  doneEmailChanges,
  type EmailChangeRow,
  emailMoves,
  insertEmailChange,
  undoEmailChanges,
} from './email-change-store.ts';
import type { Parts } from './parts.ts';
import { notMeLife } from './warnings.ts';

/** Where a user was reached at a moment. */
interface Earlier {
  email: string | undefined;
  /** When the account left that address; nothing where it is the present one. */
  leftAt: number | undefined;
}

/**
 * Where a user was reached at a moment, followed back over every change that the account itself made since: whoever has
 * the password moves the address as often as it takes. What staff gave in between stands. Where there was no address at
 * that moment, it is the last one before.
 */
export async function earlierAddress(db: Reader | Tx, user: User, since: number): Promise<Earlier> {
  const { email, changes } = await followBack(db, user, since);
  return { email, leftAt: changes.at(-1)?.ended_at ?? undefined };
}

/** The same, and those changes are undone: nothing follows them back once more. */
export async function undoChanges(tx: Tx, user: User, since: number): Promise<string | undefined> {
  const { email, changes } = await followBack(tx, user, since);
  await undoEmailChanges(tx, changes);
  return email;
}

interface Move {
  user: Pick<User, 'id' | 'securedAt'>;
  from: string | undefined;
  to: string | undefined;
}

/** A change that needed no proof, kept as one by the account itself, over which "this was not me" leads back. */
export async function noteMove(
  tx: Tx,
  parts: Pick<Parts, 'clock' | 'random'>,
  { user, from, to }: Move,
): Promise<{ id: string; at: number }> {
  return insertMove(tx, parts, { user, from, to, state: 'done' });
}

/** That somebody else said which mailbox is the account's: nothing leads back over it, but it ends a detour. */
export async function noteGiven(
  tx: Tx,
  parts: Pick<Parts, 'clock' | 'random'>,
  { user, before }: Pick<AddressChange, 'user' | 'before'>,
): Promise<void> {
  await insertMove(tx, parts, { user, from: before.email, to: user.email, state: 'given' });
}

async function insertMove(
  tx: Tx,
  { clock, random }: Pick<Parts, 'clock' | 'random'>,
  { user, from, to, state }: Move & { state: 'done' | 'given' },
): Promise<{ id: string; at: number }> {
  const at = clock.now();
  const id = newId(clock, random);
  const addresses = { from_email: from ?? null, to_email: to ?? '' };
  const times = { asked_at: at, expires_at: at, ended_at: at, secured_before: user.securedAt ?? null };
  await insertEmailChange(tx, { id, user_id: user.id, state, ...addresses, ...times });
  return { id, at };
}

/** From now on the present address is the first one: nothing leads back to those before. */
export async function forgetEarlier(tx: Tx, user: User): Promise<void> {
  await undoEmailChanges(tx, await doneEmailChanges(tx, user.id, 0));
}

/** When the account left an address by itself where it is back now, and when it had been secured by then. */
export interface Left {
  at: number;
  securedBefore: number | undefined;
}

/**
 * An account that is back where it was has never been away: a mailbox that it was in for minutes must not claim it later.
 * One that had it since before `since` keeps its claim.
 */
export async function undoDetour(tx: Tx, user: User, since: number): Promise<Left | undefined> {
  const changes = await changesBack(tx, user, since);
  const away = changes.findIndex(({ from_email }) => isSameEmail(from_email, user.email));
  await undoEmailChanges(tx, changes.slice(0, away + 1));
  return leftBy(changes[away]);
}

/** When the account moved on by itself, not before `since`, from what somebody else says is its address now. */
export async function leftLately(
  tx: Tx,
  { before, user }: Pick<AddressChange, 'before' | 'user'>,
  since: number,
): Promise<Left | undefined> {
  const changes = await changesBack(tx, before, since);
  return leftBy(changes.find(({ from_email }) => from_email !== null && isSameEmail(from_email, user.email)));
}

/**
 * When, since then, an account that is back where it was had been elsewhere by itself, whoever brought it back: what it was warned
 * of meanwhile came to another mailbox.
 */
export async function detours(
  db: Reader | Tx,
  { id, email }: Pick<User, 'id' | 'email'>,
  since: number,
): Promise<{ since: number; until: number }[]> {
  const isHere = (address: string | null): boolean => isSameEmail(address, email);
  const moves = (await emailMoves(db, id, 0)).toReversed();
  const touching = moves.filter(({ from_email, to_email }) => isHere(from_email) !== isHere(to_email));
  return touching.flatMap((left, at) => {
    const back = touching[at + 1];
    const isDetour = isOwn(left) && isHere(left.from_email) && back !== undefined && isHere(back.to_email);
    const until = back?.ended_at ?? 0;
    return isDetour && until > since ? [{ since: Math.max(left.ended_at ?? 0, since), until }] : [];
  });
}

function isOwn({ state }: EmailChangeRow): boolean {
  return state !== 'given';
}

function leftBy(left: EmailChangeRow | undefined): Left | undefined {
  if (!left) return undefined;
  const at = left.ended_at ?? 0;
  // A clock that was ahead may have told when it was secured: before it left in any case.
  return { at, securedBefore: left.secured_before === null ? undefined : Math.min(left.secured_before, at) };
}

/**
 * Where a user was reached before the account itself moved its letters in the last week, and when it last did. Of somebody who is
 * archived however long ago that was, as long as it is kept: nothing leads back from there, and whoever lets them in again must know.
 */
export async function movedLately(
  { database, clock }: Pick<Parts, 'database' | 'clock'>,
  user: User,
): Promise<{ former: string | undefined; at: number } | undefined> {
  if (user.email === undefined) return undefined;
  const since = user.state === 'archived' ? 0 : clock.now() - notMeLife;
  const changes = leadingTo(user, (await emailMoves(database.read, user.id, since)).filter(isOwn));
  const at = changes[0]?.ended_at ?? undefined;
  return at === undefined ? undefined : { former: changes.at(-1)?.from_email ?? undefined, at };
}

/** The last address on the way back, and the changes over which it leads there. */
async function followBack(db: Reader | Tx, user: User, since: number) {
  const changes = await changesBack(db, user, 0);
  const lies = changes.findIndex(({ ended_at, to_email }) => (ended_at ?? 0) < since && to_email !== '');
  const passed = lies < 0 ? changes : changes.slice(0, lies);
  const left = passed.findLastIndex(({ from_email }) => from_email !== null);
  return { email: passed[left]?.from_email ?? user.email, changes: passed.slice(0, left + 1) };
}

/**
 * The changes that led to where a user is reached now, newest first, each from where the next one leads to. Proving the address
 * that one has is none.
 */
async function changesBack(db: Reader | Tx, user: User, since: number): Promise<EmailChangeRow[]> {
  return leadingTo(user, await doneEmailChanges(db, user.id, since));
}

function leadingTo(user: User, done: readonly EmailChangeRow[]): EmailChangeRow[] {
  const changes = done.filter(({ from_email, to_email }) => !isSameEmail(from_email, to_email));
  const leads = (at: number) => (at < 0 ? user.email : changes[at]?.from_email);
  const broken = changes.findIndex(({ to_email }, at) => !isSameEmail(to_email, leads(at - 1)));
  return broken < 0 ? changes : changes.slice(0, broken);
}
