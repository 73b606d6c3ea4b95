import type { Selectable } from 'kysely';
import { deleteOutlived, type Schema, type Tx } from '../database/index.ts';

export type CallRow = Selectable<Schema['api_calls']>;
export type CallName = Pick<CallRow, 'key_id' | 'call_digest'>;

/** Whether the call is new. Of two at once the second one waits, and is told that it is not. */
export async function insertCall(tx: Tx, row: CallRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('api_calls')
    .values(row)
    .onConflict((conflict) => conflict.columns(['key_id', 'call_digest']).doNothing())
    .returning('key_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function callByName(tx: Tx, { key_id, call_digest }: CallName): Promise<CallRow | undefined> {
  return tx
    .selectFrom('api_calls')
    .selectAll()
    .where('key_id', '=', key_id)
    .where('call_digest', '=', call_digest)
    .executeTakeFirst();
}

export async function keepAnswer(tx: Tx, { key_id, call_digest }: CallName, sealed: string): Promise<void> {
  await tx
    .updateTable('api_calls')
    .set({ answer_sealed: sealed })
    .where('key_id', '=', key_id)
    .where('call_digest', '=', call_digest)
    .execute();
}

export async function deleteCall(tx: Tx, { key_id, call_digest }: CallName, endedBefore?: number): Promise<void> {
  let query = tx.deleteFrom('api_calls').where('key_id', '=', key_id).where('call_digest', '=', call_digest);
  if (endedBefore !== undefined) query = query.where('expires_at', '<=', endedBefore);
  await query.execute();
}

export const deleteExpiredCalls = deleteOutlived({
  table: 'api_calls',
  key: ['key_id', 'call_digest'],
  time: 'expires_at',
});
