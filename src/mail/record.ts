import type { AttemptRow } from './attempt-store.ts';
import type { AttemptRecord, MessageRecord } from './index.ts';
import type { MessageRow } from './store.ts';

/** Messages as they are told, each with its attempts. */
export function toRecords(messages: readonly MessageRow[], attempts: readonly AttemptRow[]): MessageRecord[] {
  const byMessage = Map.groupBy(attempts, ({ message_id }) => message_id);
  return messages.map((row) => toRecord(row, byMessage.get(row.id) ?? []));
}

function toRecord(row: MessageRow, attempts: readonly AttemptRow[]): MessageRecord {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    to: { name: row.to_name, address: row.to_address },
    user_id: row.user_id ?? row.warned_user_id,
    about: row.about,
    created_at: iso(row.created_at),
    run_at: iso(row.run_at),
    expires_at: iso(row.expires_at),
    sent_at: row.sent_at === null ? null : iso(row.sent_at),
    reason: row.reason,
    attempts: attempts.map(toAttemptRecord),
  };
}

function toAttemptRecord({ number, at, server, outcome, reason, reply }: AttemptRow): AttemptRecord {
  return { number, at: iso(at), server: server === '' ? null : server, outcome, reason, reply };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
