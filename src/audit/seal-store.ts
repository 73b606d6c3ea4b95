import { type Selectable, sql } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';

export type UnsealedRow = Selectable<Schema['audit_events']>;
export type SealedRow = UnsealedRow & { position: number };
export type Checkpoint = Selectable<Schema['audit_checkpoints']>;
/** Where the sealed record begins or ends: the position and the digest that stand for everything up to it. */
export type Mark = Omit<Selectable<Schema['audit_end']>, 'id'>;

const tableOf = { start: 'audit_start', end: 'audit_end' } as const;

/** Rows in one statement that writes positions: few enough shapes of it to be kept prepared. */
const rowsAtOnce = 50;

export async function anyUnsealed(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('audit_events')
    .select('id')
    .where('position', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** When the event that waits longest was recorded. */
export async function oldestUnsealed(db: Reader): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_events')
    .select('at')
    .where('position', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}

export async function countUnsealed(db: Reader): Promise<number> {
  const counted = await db
    .selectFrom('audit_events')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('position', 'is', null)
    .executeTakeFirstOrThrow();
  return counted.count;
}

export async function findMark(db: Reader, which: keyof typeof tableOf): Promise<Mark | undefined> {
  return db
    .selectFrom(tableOf[which])
    .select(['position', 'digest', 'key', 'mac'])
    .where('id', '=', 1)
    .executeTakeFirst();
}

/** The end for this transaction alone; nothing while another process seals or removes. */
export async function holdEnd(tx: Tx): Promise<Mark | undefined> {
  return tx
    .selectFrom('audit_end')
    .select(['position', 'digest', 'key', 'mac'])
    .where('id', '=', 1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function moveMark(tx: Tx, which: keyof typeof tableOf, mark: Mark): Promise<void> {
  await tx.updateTable(tableOf[which]).set(mark).where('id', '=', 1).execute();
}

/** Whatever is visible by now and has no position; among those, by id. */
export async function unsealedRows(tx: Tx, limit: number): Promise<UnsealedRow[]> {
  return tx.selectFrom('audit_events').selectAll().where('position', 'is', null).orderBy('id').limit(limit).execute();
}

export async function writePositions(tx: Tx, rows: readonly SealedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const values = rows
      .slice(at, at + rowsAtOnce)
      .map(({ id, position, digest }) => sql`(${id}, cast(${position} as bigint), ${digest})`);
    await sql`
      with sealed (id, position, digest) as (values ${sql.join(values)})
      update audit_events set position = sealed.position, digest = sealed.digest
      from sealed where audit_events.id = sealed.id`.execute(tx);
  }
}

export async function insertCheckpoint(tx: Tx, checkpoint: Checkpoint): Promise<void> {
  await tx.insertInto('audit_checkpoints').values(checkpoint).execute();
}

/** A stretch of the sealed record, in order. */
export interface Stretch {
  after: number;
  upTo: number;
}

export async function sealedRows(db: Reader, { after, upTo }: Stretch, limit: number): Promise<SealedRow[]> {
  return db
    .selectFrom('audit_events')
    .selectAll()
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit)
    .$narrowType<{ position: number }>()
    .execute();
}

export async function checkpoints(db: Reader, { after, upTo }: Stretch): Promise<Checkpoint[]> {
  return db
    .selectFrom('audit_checkpoints')
    .selectAll()
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .execute();
}

export async function lastCheckpointAt(db: Reader): Promise<number | undefined> {
  const last = await db
    .selectFrom('audit_checkpoints')
    .select('at')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.at;
}

/** The position of the last checkpoint; 0 when there is none. */
export async function lastCheckpoint(db: Reader): Promise<number> {
  const last = await db
    .selectFrom('audit_checkpoints')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.position ?? 0;
}

export async function digestAt(db: Reader, position: number): Promise<string | undefined> {
  const row = await db.selectFrom('audit_events').select('digest').where('position', '=', position).executeTakeFirst();
  return row?.digest ?? undefined;
}

/** The last position that any row or checkpoint claims; 0 when none does. */
export async function lastClaimed(db: Reader): Promise<number> {
  const last = await db
    .selectFrom('audit_events')
    .select('position')
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(last?.position ?? 0, await lastCheckpoint(db));
}

/** Some row whose position is none of those after the start, up to the end. */
export async function findStray(
  db: Reader,
  { after, upTo }: Stretch,
): Promise<{ id: string; position: number } | undefined> {
  return db
    .selectFrom('audit_events')
    .select(['id', 'position'])
    .where((row) => row.or([row('position', '<=', after), row('position', '>', upTo)]))
    .orderBy('position')
    .limit(1)
    .$narrowType<{ position: number }>()
    .executeTakeFirst();
}

export async function firstCheckpoint(db: Reader): Promise<Checkpoint | undefined> {
  return db.selectFrom('audit_checkpoints').selectAll().orderBy('position').limit(1).executeTakeFirst();
}

/** Removes sealed events and their checkpoints up to this position. */
export async function deleteThrough(tx: Tx, position: number): Promise<void> {
  await tx.deleteFrom('audit_events').where('position', '<=', position).execute();
  await tx.deleteFrom('audit_checkpoints').where('position', '<=', position).execute();
}
