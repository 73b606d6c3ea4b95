import type { Kysely } from 'kysely';

/** Long work: one row for each piece of it, and one for each person that it concerns. */
export async function jobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('per_minute', 'integer')
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('done', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('refused', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('made_by_kind', 'text', (c) => c.notNull())
    .addColumn('made_by_id', 'text')
    .addColumn('made_by_label', 'text')
    .addColumn('made_address', 'text')
    .addColumn('made_agent', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  // The worker's line.
  await db.schema
    .createIndex('jobs_running')
    .on('jobs')
    .column('next_at')
    .where('state' as never, '=', 'running')
    .execute();
  await db.schema
    .createTable('job_items')
    .addColumn('job_id', 'text', (c) => c.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .addColumn('at', 'bigint')
    .addPrimaryKeyConstraint('job_items_key', ['job_id', 'number'])
    .execute();
  await db.schema
    .createIndex('job_items_waiting')
    .on('job_items')
    .columns(['job_id', 'number'])
    .where('outcome' as never, 'is', null)
    .execute();
}

/** Whom a job concerns, written with the job itself: a stop before each has a row of their own leaves out nobody. */
export async function jobLists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('job_lists')
    .addColumn('job_id', 'text', (c) => c.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('first', 'integer', (c) => c.notNull())
    .addColumn('subject_ids', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('job_lists_key', ['job_id', 'first'])
    .execute();
}

/** The key that a job was begun with. */
export async function jobsByKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('made_by_key_id', 'text').execute();
}
