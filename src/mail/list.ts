import { type Caller, isId, Refusal } from '../kernel/index.ts';
import { attemptsOf } from './attempt-store.ts';
import type { MessageFilter, MessageRecord, MessageState } from './index.ts';
import type { Parts } from './parts.ts';
import { toRecords } from './record.ts';
import { messageById, messagesAbout, pageOfMessages } from './store.ts';

const usualLength = 50;
const longestPage = 200;
const states: readonly MessageState[] = ['queued', 'sending', 'sent', 'bounced', 'failed', 'outdated', 'cancelled'];

/** The queue and what became of it, newest first. */
export async function list(
  { audit, database }: Parts,
  caller: Caller,
  filter: MessageFilter,
): Promise<{ items: MessageRecord[]; next: string | null }> {
  await audit.admit(caller, 'messages.read');
  const state = stateOf(filter.state);
  const { cursor, limit: asked = usualLength } = filter;
  if (cursor !== undefined && !isId(cursor)) throw new Refusal('malformed', { field: 'cursor' });
  if (!Number.isInteger(asked) || asked < 1) throw new Refusal('malformed', { field: 'limit' });
  const limit = Math.min(asked, longestPage);
  const rows = await pageOfMessages(database.read, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const attempts = await attemptsOf(
    database.read,
    page.map(({ id }) => id),
  );
  return { items: toRecords(page, attempts), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function message({ audit, database }: Parts, caller: Caller, id: string): Promise<MessageRecord> {
  await audit.admit(caller, 'messages.read');
  const row = isId(id) ? await messageById(database.read, id) : undefined;
  const [record] = row ? toRecords([row], await attemptsOf(database.read, [id])) : [];
  if (!record) throw new Refusal('not_found', {});
  return record;
}

/** The letters about one thing, oldest first. Whoever shows it has asked whether it may be shown. */
export async function about({ database }: Parts, id: string): Promise<MessageRecord[]> {
  const rows = await messagesAbout(database.read, id);
  return toRecords(
    rows,
    await attemptsOf(
      database.read,
      rows.map((row) => row.id),
    ),
  );
}

function stateOf(text: string | undefined): MessageState | undefined {
  const state = states.find((known) => known === text);
  if (text !== undefined && !state) throw new Refusal('malformed', { field: 'state' });
  return state;
}
