import { expressionBuilder, type Insertable, type Selectable, sql } from 'kysely';
import { engineOf, type Reader, type Schema, type Tx } from '../database/index.ts';
import { findableBy } from './browse/columns.ts';
import { findableAfter, markShared, reserveEmails } from './browse/findable-store.ts';
import { isOneOf } from './browse/list-store.ts';
import type { User } from './index.ts';

export type NewUserRow = Insertable<Schema['users']>;

/** Nobody, if somebody has the login already: also if that is another transaction's of this very moment. */
export async function insertUser(tx: Tx, row: NewUserRow): Promise<User | undefined> {
  const inserted = await tx
    .insertInto('users')
    .values({ ...row, ...findableBy(row) })
    .onConflict((conflict) => conflict.column('login_folded').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) await markShared(tx, [inserted.email_folded]);
  return inserted && toUser(inserted);
}

export async function userById(db: Reader | Tx, id: string): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toUser(row);
}

/** By name; asked for in parts, because a statement takes only so many values. */
export async function usersByIds(db: Reader | Tx, ids: string[]): Promise<User[]> {
  const users: User[] = [];
  for (let from = 0; from < ids.length; from += 500) {
    const part = ids.slice(from, from + 500);
    const rows = await db.selectFrom('users').selectAll().where('id', 'in', part).execute();
    users.push(...rows.map(toUser));
  }
  return users.sort((a, b) => a.name.localeCompare(b.name));
}

export async function holdUser(tx: Tx, id: string): Promise<User | undefined> {
  const row = await tx.selectFrom('users').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row && toUser(row);
}

/** In the order of their ids, so that no two who hold several wait for each other. */
export async function holdUsers(tx: Tx, ids: readonly string[]): Promise<Map<string, User>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('users').selectAll().where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute();
  return new Map(rows.map((row) => [row.id, toUser(row)]));
}

/**
 * With a `settings` user all others are held as well: of two that are archived at once the second one finds that the first
 * is gone. So are those `others`.
 */
export async function holdWithPeers(tx: Tx, id: string, others: readonly string[] = []): Promise<User | undefined> {
  const user = await userById(tx, id);
  const peers = user?.role === 'settings' ? await otherSettingsUsers(tx, id).select('other.id').execute() : [];
  const held = await holdUsers(tx, [id, ...others, ...peers.map((peer) => peer.id)]);
  return held.get(id);
}

/** Whoever has to be held with a user who may give up their email, or get another one (`reserveEmails`). */
export async function sharersOf(tx: Tx, id: string, email?: string): Promise<string[]> {
  return reserveEmails(tx, [(await userById(tx, id))?.email, email]);
}

export async function holdToMove(tx: Tx, id: string, email: string | undefined): Promise<User | undefined> {
  const sharers = await sharersOf(tx, id, email);
  return (await holdUsers(tx, [id, ...sharers])).get(id);
}

/** Spelt into the statement, not passed: only then do both engines see that the partial index fits. */
const settingsRole = sql.lit('settings' as const);

/** By their folded logins. */
export async function usersByFoldedLogins(db: Reader | Tx, folded: string[]): Promise<Map<string, User>> {
  if (folded.length === 0) return new Map();
  const rows = await db.selectFrom('users').selectAll().where('login_folded', 'in', folded).execute();
  return new Map(rows.map((row) => [row.login_folded, toUser(row)]));
}

/**
 * By their folded emails, at most `limit` of each; active users first, so that it never cuts somebody who can be reached. Each
 * email is followed along its index by itself: however many share it, no more of them are looked at.
 */
export async function usersByFoldedEmails(
  db: Reader | Tx,
  folded: string[],
  limit: number,
): Promise<Map<string, User[]>> {
  if (folded.length === 0) return new Map();
  const emails = sql.join(folded.map((email) => sql`(${email})`));
  const reached = sql`select sharing.id from users as sharing where sharing.email_folded = typed.email
    order by case sharing.state when 'archived' then 1 else 0 end, sharing.id limit ${limit}`;
  const { rows } = await sql<Selectable<Schema['users']>>`
    with typed (email) as (values ${emails})
    select users.* from typed cross join users where ${isOneOf(engineOf(db), reached)}`.execute(db);
  const byEmail = Map.groupBy(rows.sort(inTheirOrder), (row) => row.email_folded ?? '');
  return new Map([...byEmail].map(([email, sharing]) => [email, sharing.map(toUser)]));
}

function inTheirOrder(one: Selectable<Schema['users']>, other: Selectable<Schema['users']>): number {
  const [isArchived, isOther] = [one, other].map(({ state }) => state === 'archived');
  if (isArchived !== isOther) return isArchived ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}

/** What typed means one user only though it is another's email. Looks at all users: for lists that are read apart. */
export async function collidingLogins(db: Reader, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .innerJoin('users as other', 'other.email_folded', 'users.login_folded')
    .select('users.login')
    .distinct()
    .whereRef('other.id', '!=', 'users.id')
    .where((where) =>
      where.or([
        where('users.email_folded', 'is', null),
        where('users.email_folded', '!=', where.ref('users.login_folded')),
      ]),
    )
    .orderBy('users.login')
    .limit(most)
    .execute();
  return rows.map(({ login }) => login);
}

export async function updateUser(tx: Tx, id: string, change: Partial<NewUserRow>): Promise<void> {
  const { found, emails } = await findableAfter(tx, id, change);
  await tx
    .updateTable('users')
    .set({ ...change, ...found })
    .where('id', '=', id)
    .execute();
  await markShared(tx, emails);
}

/** Whoever was secured later than can be believed was so now. Answers how many those were, `most` at the most. */
export async function securedNoLater(
  tx: Tx,
  { now, believed, most }: { now: number; believed: number; most: number },
): Promise<number> {
  const ahead = tx.selectFrom('users').select('id').where('secured_at', '>', believed).limit(most);
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ secured_at: now })
    .where('id', 'in', ahead.forNoKeyUpdate().skipLocked())
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function forgetResets(tx: Tx): Promise<void> {
  await tx.updateTable('users').set({ reset_until: null }).where('reset_until', 'is not', null).execute();
}

/** An administrator edits a user who is held: a new version, unless it would leave no active `settings` user. */
export async function changeUnlessLast(tx: Tx, id: string, change: Partial<NewUserRow>): Promise<User | undefined> {
  const remains = change.role === 'settings' && change.state === undefined;
  const { found, emails } = await findableAfter(tx, id, change);
  let query = tx
    .updateTable('users')
    .set((set) => ({ ...change, ...found, version: set('version', '+', 1) }))
    .where('id', '=', id);
  if (!remains) query = query.where((where) => where.or([where('role', '!=', 'settings'), anotherRemains(tx, id)]));
  const row = await query.returningAll().executeTakeFirst();
  if (row) await markShared(tx, emails);
  return row && toUser(row);
}

/** Erases a user who is held, unless that would leave no active `settings` user; all that hangs on the row goes with it. */
export async function deleteUnlessLast(tx: Tx, id: string): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('users')
    .where('id', '=', id)
    .where((where) =>
      where.or([where('role', '!=', 'settings'), where('state', '=', 'archived'), anotherRemains(tx, id)]),
    )
    .returning('email_folded')
    .executeTakeFirst();
  if (deleted) await markShared(tx, [deleted.email_folded]);
  return deleted !== undefined;
}

function anotherRemains(tx: Tx, id: string) {
  return expressionBuilder<Schema, 'users'>().exists(otherSettingsUsers(tx, id).select(sql`1`.as('one')));
}

/** When the email was last changed, and when staff gave it, while that is unsettled. */
export async function emailTimes(
  db: Reader | Tx,
  id: string,
): Promise<{ changedAt: number | undefined; givenAt: number | undefined }> {
  const times = db.selectFrom('users').select(['email_changed_at', 'email_given_at']);
  const row = await times.where('id', '=', id).executeTakeFirst();
  return { changedAt: row?.email_changed_at ?? undefined, givenAt: row?.email_given_at ?? undefined };
}

/** What an archived user was before. */
export async function archivedFrom(tx: Tx, id: string): Promise<'invited' | 'confirmed' | undefined> {
  const row = await tx.selectFrom('users').select('archived_from').where('id', '=', id).executeTakeFirst();
  return row?.archived_from ?? undefined;
}

function otherSettingsUsers(db: Reader | Tx, id: string) {
  return db
    .selectFrom('users as other')
    .where('other.role', '=', settingsRole)
    .where('other.state', '!=', 'archived')
    .where('other.id', '!=', id);
}

export async function hasSettingsUser(db: Reader | Tx): Promise<boolean> {
  const row = await otherSettingsUsers(db, '').select('other.id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function hasOtherAdministrator(db: Reader | Tx, ...[id, ...ids]: [string, ...string[]]): Promise<boolean> {
  const others = otherSettingsUsers(db, id).where('other.state', '=', 'confirmed').select('other.id');
  const left = ids.length === 0 ? others : others.where('other.id', 'not in', ids);
  return (await left.limit(1).executeTakeFirst()) !== undefined;
}

/** Whom alerts go to; more than this many would be noise. */
export async function administrators(db: Reader | Tx): Promise<User[]> {
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .where('role', '=', 'settings')
    .where('state', '=', 'confirmed')
    .where('email', 'is not', null)
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map(toUser);
}

export function toUser(row: Selectable<Schema['users']>): User {
  return {
    id: row.id,
    companyId: row.company_id,
    name: row.name,
    login: row.login,
    email: row.email ?? undefined,
    role: row.role,
    state: row.state,
    language: row.language,
    timeZone: row.time_zone,
    version: row.version,
    emailProvenAt: row.email_proven_at ?? undefined,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at ?? undefined,
    pausedUntil: row.paused_until ?? undefined,
    resetUntil: row.reset_until ?? undefined,
    securedAt: row.secured_at ?? undefined,
  };
}
