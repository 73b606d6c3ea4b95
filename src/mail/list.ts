import { type Caller, isId, Refusal } from '../kernel/index.ts';
import { attemptsOf } from './attempt-store.ts';
import { countBounced, latestBounced } from './bounces/store.ts';
import type { MessageFilter, MessageRecord, MessageState } from './index.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reasons.ts';
import { toRecords } from './record.ts';
import { type MessageRow, messageById, messagesAbout, pageOfMessages } from './store.ts';

const usualLength = 50;
const longestPage = 200;
const states: readonly MessageState[] = ['queued', 'sending', 'sent', 'bounced', 'failed', 'outdated', 'cancelled'];

/** The queue and what became of it, newest first. */
export async function list(
  parts: Parts,
  caller: Caller,
  filter: MessageFilter,
): Promise<{ items: MessageRecord[]; next: string | null }> {
  const { audit, database } = parts;
  await audit.admit(caller, 'messages.read');
  const state = stateOf(filter.state);
  const { cursor, limit: asked = usualLength } = filter;
  if (cursor !== undefined && !isId(cursor)) throw new Refusal('malformed', { field: 'cursor' });
  if (!Number.isInteger(asked) || asked < 1) throw new Refusal('malformed', { field: 'limit' });
  const limit = Math.min(asked, longestPage);
  const rows = await pageOfMessages(database.lists, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: await recordsOf(parts, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function message(parts: Parts, caller: Caller, id: string): Promise<MessageRecord> {
  const { audit, database } = parts;
  await audit.admit(caller, 'messages.read');
  const row = isId(id) ? await messageById(database.read, id) : undefined;
  const [record] = row ? await recordsOf(parts, [row]) : [];
  if (!record) throw new Refusal('not_found', {});
  return record;
}

/** The letters about one thing, oldest first. Whoever shows it has asked whether it may be shown. */
export async function about(parts: Parts, id: string): Promise<MessageRecord[]> {
  return recordsOf(parts, await messagesAbout(parts.database.read, id));
}

/** How many letters came back since a moment, and the latest of them. Whoever tells it knows who may hear it. */
export async function cameBack(
  parts: Parts,
  since: number,
  limit: number,
): Promise<{ count: number; latest: MessageRecord[] }> {
  const { database } = parts;
  const rows = await latestBounced(database.read, since, limit);
  const count = rows.length < limit ? rows.length : await countBounced(database.read, since);
  return { count, latest: await recordsOf(parts, rows) };
}

/** Letters as they are told, each with its attempts and why it waits. */
export async function recordsOf(parts: Parts, rows: MessageRow[]): Promise<MessageRecord[]> {
  const attempts = await attemptsOf(
    parts.database.read,
    rows.map(({ id }) => id),
  );
  return toRecords(
    rows.map((row) => ({ ...row, reason: row.reason ?? whyWaiting(parts, row) })),
    attempts,
  );
}

/** A letter that no server was asked for yet knows nothing; what keeps it is what keeps all. */
function whyWaiting({ fleet, clock }: Parts, { state, run_at }: MessageRow): Reason | null {
  const trouble = fleet.caughtUp ? fleet.trouble : undefined;
  if (!trouble) return null;
  const waits = state === 'queued' && run_at <= clock.now();
  return waits || (state === 'sending' && trouble.what === 'slow') ? trouble.reason : null;
}

function stateOf(text: string | undefined): MessageState | undefined {
  const state = states.find((known) => known === text);
  if (text !== undefined && !state) throw new Refusal('malformed', { field: 'state' });
  return state;
}
