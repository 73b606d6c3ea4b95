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
import { firstIdAt, fold } from '../kernel/index.ts';
import type { AuditEvent, AuditQuery, Meant } from './index.ts';

export type NewEvent = Insertable<Schema['audit_events']>;
type Row = Selectable<Schema['audit_events']>;

/** In one statement: it holds so many values, and no more. */
const rowsAtOnce = 500;

export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += rowsAtOnce) {
    await tx
      .insertInto('audit_events')
      .values(events.slice(at, at + rowsAtOnce))
      .execute();
  }
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

/** Each way to be meant has an index of its own, so each is a search, and what they find is put together. */
async function ofPeople(db: Reader, others: AuditQuery, people: Meant, ask: Ask): Promise<Row[]> {
  return newestOf(
    ways(db, others, people).map((way) => inTurn(way, ask)),
    ask,
  );
}

function ways(db: Reader, others: AuditQuery, { ids, called, as }: Meant) {
  const sides = as ? ([as] as const) : (['actor', 'subject'] as const);
  const byId = ids.length === 0 ? [] : sides.map((side) => matching(db, others).where(`${side}_id`, 'in', ids));
  if (called === undefined) return byId;
  const name = fold(called);
  const byFolded = sides.map((side) => matching(db, others).where(`${side}_folded`, '=', name));
  // As their indexes are made: in the engine's lower case, and only those that have a label.
  const byLabel = sides.map((side) =>
    matching(db, others)
      .where(`${side}_label`, 'is not', null)
      .where(`${side}_folded`, 'is', null)
      .where(sql<boolean>`lower(${sql.ref(`${side}_label`)}) = ${name}`),
  );
  return [...byId, ...byFolded, ...byLabel];
}

/** How many match, counted no further than `most`. */
export async function countEvents(db: Reader, { people, ...others }: AuditQuery, most: number): Promise<number> {
  if (!people) return countUpTo(db, matching(db, others), most);
  const found = ways(db, others, people);
  const counts = await Promise.all(found.map((way) => countUpTo(db, way, most)));
  const [first, ...more] = found
    .filter((_, index) => counts[index] !== 0)
    .map((way) => db.selectFrom(way.select('id').as('way')).select('id'));
  const largest = Math.max(0, ...counts);
  if (!first || more.length === 0 || largest >= most) return largest;
  // What several of them find is one event.
  return countUpTo(db, db.selectFrom(more.reduce((all, way) => all.union(way), first).as('found')), most);
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
