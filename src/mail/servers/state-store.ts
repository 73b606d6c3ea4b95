import { type Selectable, sql } from 'kysely';
import type { Reader, Schema, Tx } from '../../database/index.ts';

export type StateRow = Selectable<Schema['outgoing_mail_server_states']>;

export async function allStates(db: Reader): Promise<StateRow[]> {
  return db.selectFrom('outgoing_mail_server_states').selectAll().execute();
}

export type Standing = Omit<StateRow, 'next_slot'>;

/** How a server does; its pace goes on. What was found before what is known already says nothing. */
export async function writeState(tx: Tx, standing: Standing): Promise<void> {
  await tx
    .insertInto('outgoing_mail_server_states')
    .values({ ...standing, next_slot: 0 })
    .onConflict((conflict) =>
      conflict
        .column('server')
        .doUpdateSet(standing)
        .where('outgoing_mail_server_states.changed_at', '<=', standing.changed_at),
    )
    .execute();
}

/** Takes the right to make the next probe, with `until` as the time of the one after; of all processes one gets it. */
export async function takeProbe(tx: Tx, server: string, { now, until }: Span): Promise<boolean> {
  await knowServer(tx, server, now);
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_mail_server_states')
    .set({ probe_at: until })
    .where('server', '=', server)
    .where('probe_at', '<=', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

interface Span {
  now: number;
  until: number;
}

/**
 * Takes the next moment at which a letter may go to a server with a pace, one letter each `interval`; answers it. Where
 * it lies behind `until`, it is only told.
 */
export async function takeSlot(
  tx: Tx,
  server: string,
  { now, until, interval }: Span & { interval: number },
): Promise<number> {
  await knowServer(tx, server, now);
  const taken = await tx
    .updateTable('outgoing_mail_server_states')
    .set({ next_slot: sql<number>`case when next_slot > ${now} then next_slot else ${now} end + ${interval}` })
    .where('server', '=', server)
    .where('next_slot', '<=', until)
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
    .values({ server, ...nothing, changed_at: now, probe_at: now })
    .onConflict((conflict) => conflict.column('server').doNothing())
    .execute();
}

/** Forgets how a server did, since it is another one now. */
export async function deleteState(tx: Tx, server: string): Promise<void> {
  await tx.deleteFrom('outgoing_mail_server_states').where('server', '=', server).execute();
}
