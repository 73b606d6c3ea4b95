import type { Kysely } from 'kysely';

/** What waits for a second person. */
export async function approvals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('approvals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text')
    .addColumn('subject_label', 'text', (c) => c.notNull())
    .addColumn('wish_sealed', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('asked_by_id', 'text', (c) => c.notNull())
    .addColumn('asked_by_label', 'text', (c) => c.notNull())
    .addColumn('asked_address', 'text')
    .addColumn('asked_agent', 'text')
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createIndex('approvals_waiting')
    .on('approvals')
    .column('id')
    .where('state' as never, '=', 'waiting')
    .execute();
}

/** With which key a program asked, and what is old enough to go. */
export async function approvalsByKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('approvals').addColumn('asked_by_key_id', 'text').execute();
  await db.schema.alterTable('approvals').addColumn('asked_by_key_name', 'text').execute();
  await db.schema.createIndex('approvals_decided').on('approvals').column('decided_at').execute();
}

/** What each request would change. Of those that wait already only the wish tells, which stays sealed. */
export async function approvalChanges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('approvals')
    .addColumn('changes', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
}
