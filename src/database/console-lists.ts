import { type Kysely, sql } from 'kysely';

/** What the lists of resets and audit events are filtered by, newest first, and how companies look. */
export async function consoleLists(db: Kysely<unknown>): Promise<void> {
  await resets(db);
  await auditEvents(db);
  await companies(db);
}

async function resets(db: Kysely<unknown>): Promise<void> {
  // As of the decision: a person who moves takes along what comes, not what was.
  await db.schema.alterTable('resets').addColumn('company_id', 'text').execute();
  await sql`update resets set company_id = (select company_id from users where users.id = resets.user_id)
    where user_id is not null`.execute(db);
  await db.schema.createIndex('resets_state').on('resets').columns(['state', 'id']).execute();
  for (const column of ['reason', 'user_id', 'company_id']) {
    await db.schema
      .createIndex(`resets_by_${column}`)
      .on('resets')
      .columns([column, 'id'])
      .where(column as never, 'is not', null)
      .execute();
  }
  // The rare ones: what people ask for themselves is found without an index.
  await db.schema
    .createIndex('resets_by_source')
    .on('resets')
    .columns(['source', 'id'])
    .where('source' as never, '!=', 'self')
    .execute();
  await db.schema
    .createIndex('resets_invitations')
    .on('resets')
    .column('id')
    .where('purpose' as never, '=', 'invitation')
    .execute();
}

async function auditEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_events_event').on('audit_events').columns(['event', 'id']).execute();
  for (const column of ['actor_id', 'address']) {
    await db.schema
      .createIndex(`audit_events_${column}`)
      .on('audit_events')
      .columns([column, 'id'])
      .where(column as never, 'is not', null)
      .execute();
  }
  await db.schema
    .createIndex('audit_events_refused')
    .on('audit_events')
    .column('id')
    .where('outcome' as never, '!=', 'done')
    .execute();
}

async function companies(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('companies').addColumn('colour', 'text').execute();
  await db.schema.alterTable('companies').addColumn('logo', 'text').execute();
  await db.schema
    .alterTable('companies')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .createTable('logos')
    .addColumn('digest', 'text', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}
