import { type Kysely, sql } from 'kysely';

/**
 * The record is searched by the login as of then: whoever was deleted, or is called otherwise by now, is found by it.
 * In lower case as the engine makes it, for finding only.
 */
export async function auditLabels(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_events_actor_label on audit_events (lower(actor_label), id)
    where actor_label is not null`.execute(db);
  await sql`create index audit_events_subject_label on audit_events (lower(subject_label), id)
    where subject_label is not null`.execute(db);
}
