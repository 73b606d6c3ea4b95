import { type Insertable, type Selectable, sql } from 'kysely';
import {
  type Ask,
  countUpTo,
  inOrder,
  newestOf,
  type Page,
  pageOf,
  type Reader,
  type Schema,
  type Turn,
  type Tx,
} from '../database/index.ts';
import { firstIdAt } from '../kernel/index.ts';
import type { AuditEvent, AuditQuery } from './index.ts';

export type NewEvent = Insertable<Schema['audit_events']>;
type Row = Selectable<Schema['audit_events']>;

export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length > 0) await tx.insertInto('audit_events').values(events).execute();
}

export async function findEvent(db: Reader, id: string): Promise<AuditEvent | undefined> {
  const row = await db.selectFrom('audit_events').selectAll().where('id', '=', id).executeTakeFirst();
  return row && describe(row);
}

/** Newest first. */
export async function pageOfEvents(db: Reader, query: AuditQuery, turn: Turn): Promise<Page<AuditEvent>> {
  const { people, ...others } = query;
  const fetch = (ask: Ask) => (people ? ofPeople(db, others, people, ask) : inTurn(matching(db, others), ask));
  const page = await pageOf([{ fetch, keyOf: ({ id }: Row) => [id] }], turn);
  return { ...page, rows: page.rows.map(describe) };
}

function inTurn(query: ReturnType<typeof matching>, ask: Ask): Promise<Row[]> {
  return inOrder(query.selectAll(), { terms: [sql.ref('id')], descending: true }, ask).execute();
}

/** What these people did and what was done to them: two indexes, so two searches, put together. */
async function ofPeople(db: Reader, others: AuditQuery, people: string[], ask: Ask): Promise<Row[]> {
  if (people.length === 0) return [];
  const sides = (['actor_id', 'subject_id'] as const).map((side) =>
    inTurn(matching(db, others).where(side, 'in', people), ask),
  );
  return newestOf(sides, ask);
}

/** How many match, counted no further than `most`. */
export async function countEvents(db: Reader, { people, ...others }: AuditQuery, most: number): Promise<number> {
  if (people?.length === 0) return 0;
  const all = matching(db, others);
  const found = people
    ? all.where((row) => row.or([row('actor_id', 'in', people), row('subject_id', 'in', people)]))
    : all;
  return countUpTo(db, found, most);
}

/** An id begins with the time, so a period is a stretch of ids. */
function matching(db: Reader, { events, subjectId, outcome, address, from, until }: AuditQuery) {
  let query = db.selectFrom('audit_events');
  if (events) query = query.where('event', 'in', events);
  if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
  if (address !== undefined) query = query.where('address', '=', address);
  if (from !== undefined) query = query.where('id', '>=', firstIdAt(from));
  if (until !== undefined) query = query.where('id', '<', firstIdAt(until));
  if (outcome === 'done') query = query.where('outcome', '=', 'done');
  // Spelt into the statement: only then do both engines see that the partial index fits.
  if (outcome === 'refused') query = query.where('outcome', '!=', sql.lit('done'));
  return query;
}

export async function eventsOfReset(db: Reader, resetId: string): Promise<AuditEvent[]> {
  const rows = await db.selectFrom('audit_events').selectAll().where('reset_id', '=', resetId).orderBy('id').execute();
  return rows.map(describe);
}

function describe(row: Row): AuditEvent {
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
