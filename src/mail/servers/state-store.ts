import { type Selectable, sql } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../../database/index.ts';
import { day, lastBelieved } from '../../kernel/index.ts';

export type StateRow = Selectable<Schema['outgoing_mail_server_states']>;

/** How servers do. What was found later than now says nothing of any. */
export async function allStates(db: Reader, now: number): Promise<StateRow[]> {
  const states = db.selectFrom('outgoing_mail_server_states').selectAll();
  return states.where('changed_at', '<=', lastBelieved(now)).execute();
}

export type Standing = Omit<StateRow, 'next_slot' | 'used_at'>;

/** How a server does; its pace goes on. What was found before what is known already says nothing, unless that is yet to come. */
export async function writeState(tx: Tx, standing: Standing, now: number): Promise<void> {
  await tx
    .insertInto('outgoing_mail_server_states')
    .values({ ...standing, next_slot: 0, used_at: now })
    .onConflict((conflict) =>
      conflict
        .column('server')
        .doUpdateSet(standing)
        .where((known) => {
          const changedAt = 'outgoing_mail_server_states.changed_at';
          return known.or([known(changedAt, '<=', standing.changed_at), known(changedAt, '>', lastBelieved(now))]);
        }),
    )
    .execute();
}

/**
 * Takes the right to make the next probe, with `until` as the time of the one after, which is never further ahead than
 * `longest`; of all processes one gets it.
 */
export async function takeProbe(
  tx: Tx,
  server: string,
  { now, until, longest }: Span & { longest: number },
): Promise<boolean> {
  await knowServer(tx, server, now);
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_mail_server_states')
    .set({ probe_at: until })
    .where('server', '=', server)
    .where((known) =>
      known.or([
        known('probe_at', '<=', now),
        known('probe_at', '>', lastBelieved(now, longest)),
        known('changed_at', '>', lastBelieved(now)),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

interface Span {
  now: number;
  until: number;
}

/**
 * Takes the next moment at which a letter may go to a server with a pace, one letter each `interval`; answers it. Where
 * it lies behind `until`, it is only told: nobody takes one there, so none lies further behind it than `interval`.
 */
export async function takeSlot(
  tx: Tx,
  server: string,
  { now, until, interval }: Span & { interval: number },
): Promise<number> {
  await knowServer(tx, server, now);
  const last = lastBelieved(until, interval);
  const taken = await tx
    .updateTable('outgoing_mail_server_states')
    .set({
      next_slot: sql<number>`case when next_slot between ${now} and ${last} then next_slot else ${now} end + ${interval}`,
    })
    .where('server', '=', server)
    .where((known) => known.or([known('next_slot', '<=', until), known('next_slot', '>', last)]))
    .returning('next_slot')
    .executeTakeFirst();
  if (taken) return taken.next_slot - interval;
  const { next_slot: next } = await tx
    .selectFrom('outgoing_mail_server_states')
    .select('next_slot')
    .where('server', '=', server)
    .executeTakeFirstOrThrow();
  return next;
}

async function knowServer(tx: Tx, server: string, now: number): Promise<void> {
  const nothing = { state: 'unknown', failing_since: null, reason: null, reply: null, next_slot: 0 } as const;
  await tx
    .insertInto('outgoing_mail_server_states')
    .values({ server, ...nothing, changed_at: now, probe_at: now, used_at: now })
    .onConflict((conflict) => conflict.column('server').doNothing())
    .execute();
}

/** Forgets how a server did, since it is another one now. */
export async function deleteState(tx: Tx, server: string): Promise<void> {
  await tx.deleteFrom('outgoing_mail_server_states').where('server', '=', server).execute();
}

export async function noteUse(tx: Tx, server: string, now: number): Promise<void> {
  await tx
    .updateTable('outgoing_mail_server_states')
    .set({ used_at: now })
    .where('server', '=', server)
    .where('used_at', '<=', now - day)
    .execute();
}

/** Of a server that the environment named once, or another machine, nobody hears again. */
export const deleteUnused = deleteOutlived({ table: 'outgoing_mail_server_states', key: ['server'], time: 'used_at' });
