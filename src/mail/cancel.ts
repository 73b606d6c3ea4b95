import { type Caller, maskEmail, Refusal } from '../kernel/index.ts';
import type { MessageRecord } from './index.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reasons.ts';
import { described } from './retry.ts';
import { endWaiting, messageById } from './store.ts';

const cancelled: Reason = 'cancelled';

/** Takes a message out of the line. One that is being sent right now cannot be called back, and one that warns has to go. */
export async function cancel(
  { audit, clock, database, warns }: Parts,
  caller: Caller,
  id: string,
): Promise<MessageRecord> {
  return database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'messages.cancel');
    if (refused) return refused;
    const row = await messageById(tx, id);
    if (!row) return new Refusal('not_found', {});
    if (warns(row.kind)) return new Refusal('message_warns', { kind: row.kind });
    const done = await endWaiting(tx, id, { state: 'cancelled', reason: cancelled }, clock.now());
    if (!done) return new Refusal('message_ended', { state: row.state });
    await audit.record(tx, caller, {
      event: 'message.cancelled',
      subject: { kind: 'message', id, label: maskEmail(row.to_address) },
      ...(row.about !== null && { resetId: row.about }),
      details: { kind: row.kind, reason: row.reason },
    });
    return described(tx, id);
  });
}
