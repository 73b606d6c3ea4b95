import type { Selectable } from 'kysely';
import { type Reader, replaceSealedIn, type Schema, type Tx } from '../../database/index.ts';

export type ServerRow = Selectable<Schema['outgoing_mail_servers']>;

/** By sequence, the inactive ones as well. */
export async function allServers(db: Reader | Tx): Promise<ServerRow[]> {
  return db.selectFrom('outgoing_mail_servers').selectAll().orderBy('sequence').orderBy('id').execute();
}

export async function serverById(db: Reader | Tx, id: string): Promise<ServerRow | undefined> {
  return db.selectFrom('outgoing_mail_servers').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, held until the transaction ends: whoever else changes it waits, and then goes by what it has become. */
export async function holdServer(tx: Tx, id: string): Promise<ServerRow | undefined> {
  return tx.selectFrom('outgoing_mail_servers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertServer(tx: Tx, row: ServerRow): Promise<void> {
  await tx.insertInto('outgoing_mail_servers').values(row).execute();
}

/** Answers whether the row still was of that version. */
export async function updateServer(tx: Tx, row: ServerRow, version: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_mail_servers')
    .set(row)
    .where('id', '=', row.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A place in the order is no edit of the server itself: nobody's form becomes stale by it. */
export async function placeServer(tx: Tx, id: string, sequence: number): Promise<void> {
  await tx.updateTable('outgoing_mail_servers').set({ sequence }).where('id', '=', id).execute();
}

/** What a token endpoint exchanged; nobody's form becomes stale by it. */
export const replaceSealed = replaceSealedIn({ table: 'outgoing_mail_servers', column: 'sealed', key: 'id' });

export async function deleteServer(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('outgoing_mail_servers').where('id', '=', id).execute();
}

/** Those that keep something sealed, by id. */
export async function sealedServers(tx: Tx, after: string, limit: number): Promise<{ id: string; sealed: string }[]> {
  return tx
    .selectFrom('outgoing_mail_servers')
    .select(['id', 'sealed'])
    .where('id', '>', after)
    .where('sealed', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ sealed: string }>()
    .execute();
}
