import { reasonKey } from '../../mail/index.ts';
import type { Desk } from '../shell.ts';
import { plain } from '../table.ts';

/** Why a letter that is in the queue by now stays there, as far as is known; nothing where it is on its way. */
export async function letterWaits({ app, caller, words }: Desk): Promise<string | undefined> {
  const { outgoing_mail } = await app.settings.read(app.database.read);
  if (outgoing_mail === 'stopped') return words(reasonKey('stopped'));
  const servers = (await app.mail.servers.list(caller)).filter(({ active }) => active);
  const [first] = servers;
  if (!first) return words(reasonKey('no_server'));
  const away = servers.every(({ state }) => state === 'failing');
  return away
    ? words('commands.letter_waits', { server: plain(first.name), words: first.last_words ?? '' })
    : undefined;
}
