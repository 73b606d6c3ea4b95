import type { Reader } from '../../src/database/index.ts';

/** What a new password leaves of itself: the states of the links to it, its events, and its notices in the queue. */
export async function tracesOf(read: Reader, userId: string) {
  const links = await read
    .selectFrom('links')
    .select('state')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reset')
    .execute();
  const events = await read
    .selectFrom('audit_events')
    .select('id')
    .where('subject_id', '=', userId)
    .where('event', '=', 'password.replaced')
    .execute();
  const notices = await read
    .selectFrom('messages')
    .select('id')
    .where('kind', '=', 'password_changed')
    .where('data', 'like', `%${userId}%`)
    .execute();
  return { links: links.map(({ state }) => state), events: events.length, notices: notices.length };
}
