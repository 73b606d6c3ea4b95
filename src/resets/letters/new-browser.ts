import { deviceOf } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { asText, type Message, plainName } from '../../mail/index.ts';
import { disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

/** "Rekey alert: sign-in from a new device": when, from where, and a way to say that it was somebody else. */
export function newBrowserLetter(
  content: Envelope & { link: string | undefined; expiresAt: number; data: Message['data'] },
): WrittenLetter {
  const { text, user, company, link, data, baseUrl } = content;
  const { blocks, holds } = disowning(content, { ...content, notMine: text('letters.changed.not_mine') });
  const sessions = { text: text('letters.new_browser.sessions'), href: `${baseUrl}/my/security` };
  const who = { login: plainName(user.login), company: asText(company.name) };
  const at = text.moment(Number(data['at']), user.timeZone);
  const from = { address: String(data['address'] ?? '–'), agent: deviceWords(text, data['agent']) };
  return write(content, {
    subject: text('letters.new_browser.subject'),
    preview: text('letters.changed.preview'),
    title: text('letters.new_browser.title'),
    blocks: [
      { kind: 'paragraph', text: text('letters.new_browser.intro', { ...who, at }) },
      { kind: 'paragraph', text: text('letters.changed.from', from) },
      ...blocks,
      ...(link === undefined ? [] : [{ kind: 'link', ...sessions } as const]),
      ...holds,
    ],
  });
}

/** The same words as in the list of one's sessions: nothing that a browser makes up about itself gets into a letter. */
function deviceWords(text: Translate, agent: unknown): string {
  const { browser, system } = deviceOf(typeof agent === 'string' ? agent : undefined);
  if (browser && system) return text('pages.device.on', { browser, system });
  return browser ?? system ?? text('pages.device.unknown');
}
