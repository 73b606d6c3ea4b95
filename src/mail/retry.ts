import type { Tx } from '../database/index.ts';
import { type Caller, maskEmail, Refusal } from '../kernel/index.ts';
import { attemptsOf } from './attempt-store.ts';
import type { MessageRecord } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import { toRecords } from './record.ts';
import { isSpent } from './schedule.ts';
import { type MessageRow, messageById, reviveMessage } from './store.ts';

/** Sends a message now that waits or was given up. One that is being sent right now is left alone. */
export async function retry(parts: Parts, caller: Caller, id: string): Promise<MessageRecord> {
  const { audit, clock, database } = parts;
  return database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'messages.retry');
    if (refused) return refused;
    const row = await messageById(tx, id);
    if (!row) return new Refusal('not_found', {});
    if (row.state === 'sending') return described(tx, row.id);
    if (!isOpen(row, clock.now())) return new Refusal('message_ended', { state: row.state });
    await reviveMessage(tx, id, clock.now());
    await audit.record(tx, caller, {
      event: 'message.retried',
      subject: { kind: 'message', id, label: maskEmail(row.to_address) },
      ...(row.about !== null && { resetId: row.about }),
      details: { kind: row.kind, was: row.state, reason: row.reason },
    });
    return described(tx, id);
  });
}

function isOpen(row: MessageRow, now: number): boolean {
  return (row.state === 'queued' || row.state === 'failed') && !isSpent(toMessage(row), now);
}

/** A message as it is told, in the transaction that changed it. */
export async function described(tx: Tx, id: string): Promise<MessageRecord | Refusal> {
  const row = await messageById(tx, id);
  const [record] = toRecords(row ? [row] : [], await attemptsOf(tx, [id]));
  return record ?? new Refusal('not_found', {});
}
