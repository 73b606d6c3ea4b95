import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';

/** One try to send a message; `store.ts` has the messages themselves. */
export type AttemptRow = Selectable<Schema['attempts']>;

export async function insertAttempts(tx: Tx, attempts: readonly AttemptRow[]): Promise<void> {
  if (attempts.length > 0)
    await tx
      .insertInto('attempts')
      .values([...attempts])
      .execute();
}

/** How often a message was tried in vain: with the server that was tried most, and with an unknown outcome. */
export async function countTries(tx: Tx, messageId: string): Promise<{ most: number; unknown: number }> {
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

export async function attemptsOf(db: Reader | Tx, messageIds: readonly string[]): Promise<AttemptRow[]> {
  if (messageIds.length === 0) return [];
  return db.selectFrom('attempts').selectAll().where('message_id', 'in', messageIds).orderBy('number').execute();
}
