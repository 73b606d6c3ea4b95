import type { Insertable, Selectable } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../database/index.ts';
import { firstIdAt, lastMade } from '../kernel/index.ts';

export type LinkRow = Selectable<Schema['links']>;

export async function insertLinks(tx: Tx, rows: Insertable<Schema['links']>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('links').values(rows).execute();
}

export async function eraseLinks(tx: Tx, digests: string[]): Promise<void> {
  await tx.deleteFrom('links').where('token_digest', 'in', digests).execute();
}

export async function linkByDigest(
  db: Reader | Tx,
  digest: string,
  purpose: LinkRow['purpose'],
): Promise<LinkRow | undefined> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('token_digest', '=', digest)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
}

export async function linksOfReset(db: Reader | Tx, resetId: string): Promise<LinkRow[]> {
  return db.selectFrom('links').selectAll().where('reset_id', '=', resetId).orderBy('id').execute();
}

/** When the newest letter with a link that still works was made for this user, if that was after `after`. */
export async function newerLinkMadeAt(
  db: Reader,
  userId: string,
  { after, now }: { after: number; now: number },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('links')
    .innerJoin('resets', 'resets.id', 'links.reset_id')
    .select('links.created_at')
    .where('links.user_id', '=', userId)
    .where('links.purpose', '=', 'reset')
    .where('links.created_at', '>', after)
    .where('links.state', '=', 'live')
    .where('links.expires_at', '>', now)
    .where('links.created_at', '<=', lastMade(now))
    .where('resets.outcome', '=', 'send')
    .where('resets.state', 'in', ['sent', 'opened'])
    .orderBy('links.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.created_at;
}

/** Notes that a link was followed: by a scanner, as long as no person was seen. Nothing that decides reads these columns. */
export async function noteOpen(tx: Tx, id: string, open: { at: number; scannerLikely: boolean }): Promise<void> {
  await tx
    .updateTable('links')
    .set((set) => ({
      opens: set('opens', '+', 1),
      last_opened_at: open.at,
      first_opened_at: set.fn.coalesce('first_opened_at', set.val(open.at)),
      scanner_likely: open.scannerLikely
        ? set.case().when('opens', '=', 0).then(1).else(set.ref('scanner_likely')).end()
        : 0,
    }))
    .where('id', '=', id)
    .execute();
}

/** Nobody else spends or kills this link until the transaction ends. */
export async function holdLink(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('links').select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** What the answer did for which a link was spent. */
export async function noteAnswer(tx: Tx, id: string, answered: string): Promise<void> {
  await tx.updateTable('links').set({ answered }).where('id', '=', id).execute();
}

/**
 * Spends a link if it is alive at this very moment. The count of changed rows decides: of any number at once, on any
 * number of processes, exactly one is answered `true`.
 */
export async function spend(
  tx: Tx,
  id: string,
  by: { at: number; browser: string | null; pressedAt?: number },
): Promise<boolean> {
  const result = await tx
    .updateTable('links')
    .set({ state: 'spent', ended_at: by.at, spent_by: by.browser, pressed_at: by.pressedAt ?? null })
    .where('id', '=', id)
    .where('state', '=', 'live')
    .where('expires_at', '>', by.at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes when the press came that is answered now; answers whether none that came later was answered before. */
export async function takePress(tx: Tx, id: string, pressedAt: number): Promise<boolean> {
  const result = await tx
    .updateTable('links')
    .set({ pressed_at: pressedAt })
    .where('id', '=', id)
    .where((row) => row.or([row('pressed_at', 'is', null), row('pressed_at', '<=', pressedAt)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends the live links of a reset, of a user, or of nobody (set-up); answers how many were still good. */
export async function killLinks(
  tx: Tx,
  which: { resetId: string } | { userId: string | null; purpose: LinkRow['purpose'] } | 'all',
  why: { because: string; at: number },
): Promise<number> {
  const live = tx
    .updateTable('links')
    .set({ state: 'dead', ended_at: why.at, ended_because: why.because })
    .where('state', '=', 'live');
  const killed = await narrowed().returning('expires_at').execute();
  return killed.filter((link) => link.expires_at > why.at).length;

  function narrowed() {
    if (which === 'all') return live;
    return 'resetId' in which
      ? live.where('reset_id', '=', which.resetId).where('purpose', '=', 'reset')
      : live.where('user_id', which.userId === null ? 'is' : '=', which.userId).where('purpose', '=', which.purpose);
  }
}

/** Those that open something, made after then; answers how many there were, at most `most`. Their ids tell. */
export async function killLinksAfter(
  tx: Tx,
  { after, now, most }: { after: number; now: number; most: number },
): Promise<number> {
  const ahead = tx
    .selectFrom('links')
    .select('id')
    .where('id', '>=', firstIdAt(after + 1))
    .where('state', '=', 'live')
    .where('purpose', '!=', 'not_me')
    .limit(most);
  const { numUpdatedRows } = await tx
    .updateTable('links')
    .set({ state: 'dead', ended_at: now, ended_because: 'clock_ahead' })
    .where('id', 'in', ahead.forNoKeyUpdate().skipLocked())
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export const deleteOutlivedLinks = deleteOutlived({ table: 'links', key: ['id'], time: 'expires_at' });
