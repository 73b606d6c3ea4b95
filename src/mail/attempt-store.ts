import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';
import { firstIdAt, lastBelieved } from '../kernel/index.ts';

/** One try to send a message; `store.ts` has the messages themselves. */
export type AttemptRow = Selectable<Schema['attempts']>;

export async function insertAttempts(tx: Tx, attempts: readonly AttemptRow[]): Promise<void> {
  if (attempts.length > 0)
    await tx
      .insertInto('attempts')
      .values([...attempts])
      .execute();
}

/** That a letter is late is told again and again: the last word stays. Its row bears the id of the message, so there is one. */
export async function putDelay(tx: Tx, delay: Omit<AttemptRow, 'id'>): Promise<void> {
  const { at, number, reply } = delay;
  await tx
    .insertInto('attempts')
    .values({ ...delay, id: delay.message_id })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ at, number, reply }))
    .execute();
}

/** How often a message was tried in vain: with the server that was tried most, and with an unknown outcome. */
export async function countTries(tx: Reader | Tx, messageId: string): Promise<{ most: number; unknown: number }> {
  const groups = await tx
    .selectFrom('attempts')
    .select((row) => ['server', 'outcome', row.fn.countAll<number>().as('count')])
    .where('message_id', '=', messageId)
    .groupBy(['server', 'outcome'])
    .execute();
  const byServer = new Map<string, number>();
  let unknown = 0;
  for (const { server, outcome, count } of groups) {
    byServer.set(server, (byServer.get(server) ?? 0) + Number(count));
    if (outcome === 'unknown') unknown += Number(count);
  }
  return { most: Math.max(0, ...byServer.values()), unknown };
}

/** Whether some mail server was tried with a letter since a moment, whatever it said. */
export async function triedSince(db: Reader, since: number, now: number): Promise<boolean> {
  const tries = db.selectFrom('attempts').select('id').where('server', '!=', '');
  const lately = tries.where('id', '>=', firstIdAt(since)).where('id', '<', firstIdAt(lastBelieved(now)));
  return (await lately.limit(1).executeTakeFirst()) !== undefined;
}

/** More attempts than these tell nobody anything. */
const mostOfMessage = 100;

/** In their order; of a message that was tried more often than is told, the latest. */
export async function attemptsOf(db: Reader | Tx, messageIds: readonly string[]): Promise<AttemptRow[]> {
  if (messageIds.length === 0) return [];
  const placed = db
    .selectFrom('attempts')
    .selectAll()
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('message_id').orderBy('number', 'desc').orderBy('id', 'desc'))
        .as('place'),
    )
    .where('message_id', 'in', messageIds)
    .as('placed');
  const latest = db.selectFrom(placed).select(columns).where('place', '<=', mostOfMessage);
  return latest.orderBy('number').orderBy('id').execute();
}

const columns = ['id', 'message_id', 'number', 'at', 'server', 'outcome', 'reason', 'reply'] as const;
