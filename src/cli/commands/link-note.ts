import type { Translate } from '../../locale/index.ts';
import type { ResetRecord } from '../../resets/index.ts';
import { plain } from '../table.ts';

/** What whoever hands a printed link over should know. */
export function linkNote(words: Translate, user: { name: string; login: string }, reset: ResetRecord): string {
  const until = words.moment(Date.parse(reset.expires_at), 'UTC');
  return words('commands.link.note', { name: plain(user.name), login: plain(user.login), until });
}
