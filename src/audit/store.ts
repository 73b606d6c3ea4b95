import type { Insertable, Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';
import type { AuditEvent, AuditFilter } from './index.ts';

export type NewEvent = Insertable<Schema['audit_events']>;

export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  await tx.insertInto('audit_events').values(events).execute();
}

/** Newest first; the cursor is the last id that was shown. */
export async function listEvents(
  db: Reader,
  filter: AuditFilter,
): Promise<{ items: AuditEvent[]; next: string | null }> {
  const limit = Math.min(filter.limit ?? 100, 1_000);
  let query = db
    .selectFrom('audit_events')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (filter.event !== undefined) query = query.where('event', '=', filter.event);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.cursor !== undefined) query = query.where('id', '<', filter.cursor);
  const rows = await query.execute();
  const items = rows.slice(0, limit).map(describe);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function eventsOfReset(db: Reader, resetId: string): Promise<AuditEvent[]> {
  const rows = await db.selectFrom('audit_events').selectAll().where('reset_id', '=', resetId).orderBy('id').execute();
  return rows.map(describe);
}

function describe(row: Selectable<Schema['audit_events']>): AuditEvent {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    event: row.event,
    actor: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    subject:
      row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id, label: row.subject_label },
    reset_id: row.reset_id,
    outcome: row.outcome,
    details: JSON.parse(row.details),
    address: row.address,
    agent: row.agent,
    request_id: row.request_id,
  };
}
