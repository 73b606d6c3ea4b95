import { type Kysely, sql } from 'kysely';

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

interface Decided {
  approval: string;
  actor_kind: string;
  actor_id: string | null;
}

/**
 * Who decided, by the id: a login is somebody else's as soon as it is free. Of what was decided already the record tells
 * it, and whom an approved request made was made with the decision.
 */
export async function approvalDeciders(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('approvals').addColumn('decided_by_id', 'text').execute();
  const { rows } = await sql<Omit<Decided, 'approval'> & { details: string }>`
    select actor_kind, actor_id, details from audit_events
    where event in ('approval.approved', 'approval.refused')`.execute(db);
  for (const { details, ...by } of rows) await fillDecider(db, { ...by, approval: JSON.parse(details).approval });
  await sql`update approvals set subject_id = (select max(id) from users
      where login = subject_label and created_at between decided_at - 60000 and decided_at)
    where kind = 'administrator' and state = 'approved' and subject_id is null`.execute(db);
}

async function fillDecider(db: Kysely<unknown>, { approval, actor_kind: kind, actor_id: id }: Decided): Promise<void> {
  if (kind === 'operator') return;
  // Without a name of their own only whoever asked withdraws it.
  const by = kind === 'user' ? sql`${id}` : sql`asked_by_id`;
  await sql`update approvals set decided_by_id = ${by} where id = ${approval} and decided_by is not null`.execute(db);
}
