import type { ExpressionBuilder, Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../database/index.ts';
import { lastBelieved, minute } from '../kernel/index.ts';

export type JobRow = Selectable<Schema['jobs']>;
export type ItemRow = Selectable<Schema['job_items']>;

/** Spelt into the statement, not passed: only then do both engines see that the partial index fits. */
const running = sql.lit('running' as const);

export async function insertJob(tx: Tx, row: Insertable<Schema['jobs']>): Promise<void> {
  await tx.insertInto('jobs').values(row).execute();
}

/** Parts of a list that go in one statement, which takes only so many values. */
const partsAtOnce = 50;

export async function insertList(tx: Tx, parts: Insertable<Schema['job_lists']>[]): Promise<void> {
  for (let from = 0; from < parts.length; from += partsAtOnce) {
    const values = parts.slice(from, from + partsAtOnce);
    await tx.insertInto('job_lists').values(values).execute();
  }
}

/** Jobs of whose list something is left. Those that are paused stay as they are. */
export async function preparingJobs(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('job_lists')
    .innerJoin('jobs', 'jobs.id', 'job_lists.job_id')
    .select('jobs.id')
    .distinct()
    .where('jobs.state', '=', 'preparing')
    .orderBy('jobs.id')
    .limit(20)
    .execute();
  return rows.map(({ id }) => id);
}

export async function hasList(tx: Tx, jobId: string): Promise<boolean> {
  const part = await tx.selectFrom('job_lists').select('first').where('job_id', '=', jobId).limit(1).executeTakeFirst();
  return part !== undefined;
}

/** Gives those of the next part of a job's list rows of their own; answers whether there was one. The job is held. */
export async function unfoldList(tx: Tx, jobId: string): Promise<boolean> {
  const next = tx.selectFrom('job_lists').selectAll().where('job_id', '=', jobId);
  const part = await next.orderBy('first').limit(1).executeTakeFirst();
  if (!part) return false;
  const subjectIds = JSON.parse(part.subject_ids) as string[];
  const rows = subjectIds.map((subject_id, index) => ({ job_id: jobId, number: part.first + index, subject_id }));
  await tx.insertInto('job_items').values(rows).execute();
  await tx.deleteFrom('job_lists').where('job_id', '=', jobId).where('first', '=', part.first).execute();
  return true;
}

export async function jobById(db: Reader | Tx, id: string): Promise<JobRow | undefined> {
  return db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function holdJob(tx: Tx, id: string): Promise<JobRow | undefined> {
  return tx.selectFrom('jobs').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The slowest job does one person a minute: what waits for longer was put off by a clock that was wrong. */
function isDue(now: number) {
  return ({ eb, or }: ExpressionBuilder<Schema, 'jobs'>) =>
    or([eb('next_at', '<=', now), eb('next_at', '>', lastBelieved(now, minute))]);
}

/** Jobs that may go on now, the one that waits longest first. */
export async function dueJobs(db: Reader, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('jobs')
    .select('id')
    .where('state', '=', running)
    .where(isDue(now))
    .orderBy('next_at')
    .limit(20)
    .execute();
  return rows.map(({ id }) => id);
}

/** A job that is still due, unless another process works on it right now: the lock on its row is the lease. */
export async function claimJob(tx: Tx, id: string, now: number): Promise<JobRow | undefined> {
  return tx
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', running)
    .where(isDue(now))
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** How many a person has begun that have not ended. */
export async function countUnfinishedOf(tx: Tx, userId: string): Promise<number> {
  const { unfinished } = await tx
    .selectFrom('jobs')
    .select((select) => select.fn.countAll<number>().as('unfinished'))
    .where('made_by_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(unfinished);
}

/** More than anybody looks through. */
const mostShown = 100;

/** The newest; a job that has ended is not among them. */
export async function unfinishedJobs(db: Reader): Promise<JobRow[]> {
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(mostShown)
    .execute();
}

export async function nextItem(tx: Tx, jobId: string): Promise<ItemRow | undefined> {
  return tx
    .selectFrom('job_items')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('outcome', 'is', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

export async function endItem(
  tx: Tx,
  { job_id, number }: Pick<ItemRow, 'job_id' | 'number'>,
  ending: { outcome: string; at: number; nextAt: number },
): Promise<void> {
  const column = ending.outcome === 'done' ? 'done' : 'refused';
  await tx
    .updateTable('job_items')
    .set({ outcome: ending.outcome, at: ending.at })
    .where('job_id', '=', job_id)
    .where('number', '=', number)
    .execute();
  await tx
    .updateTable('jobs')
    .set((set) => ({ [column]: set(column, '+', 1), next_at: ending.nextAt }))
    .where('id', '=', job_id)
    .execute();
}

type Paused = Pick<JobRow, 'id' | 'kind' | 'done' | 'refused'>;

/** Those of one user, or all; also what is still being prepared, or it would begin in a moment. */
export async function pauseGoing(tx: Tx, userId: string | undefined): Promise<Paused[]> {
  const all = tx.updateTable('jobs').set({ state: 'paused' }).where('state', 'in', ['preparing', 'running']);
  const meant = userId === undefined ? all : all.where('made_by_id', '=', userId);
  return meant.returning(['id', 'kind', 'done', 'refused']).execute();
}

export async function updateJob(tx: Tx, id: string, change: Partial<Insertable<Schema['jobs']>>): Promise<void> {
  await tx.updateTable('jobs').set(change).where('id', '=', id).execute();
}

export async function itemsOf(
  db: Reader,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ItemRow[]> {
  return db
    .selectFrom('job_items')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/**
 * People of jobs that ended at `until` or before, at most `most`; answers how many those were. They go before their jobs,
 * which may have a million of them.
 */
export async function deleteItemsOfEnded(tx: Tx, until: number, most: number): Promise<number> {
  const ended = tx.selectFrom('jobs').select('id').where('ended_at', '<=', until);
  const some = tx.selectFrom('job_items').select(['job_id', 'number']).where('job_id', 'in', ended).limit(most);
  const { numDeletedRows } = await tx
    .deleteFrom('job_items')
    .where(({ eb, refTuple }) => eb(refTuple('job_id', 'number'), 'in', some.$asTuple('job_id', 'number')))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** What has not ended is not over, however old it is. */
export const deleteEnded = deleteOutlived({ table: 'jobs', key: ['id'], time: 'ended_at' });

/** Somebody who is erased has another name in what they began, and no device. */
export async function renameBeginner(tx: Tx, userId: string, name: string): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ made_by_label: name, made_address: null, made_agent: null })
    .where('made_by_id', '=', userId)
    .execute();
}
