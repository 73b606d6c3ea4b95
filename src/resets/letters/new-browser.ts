import { asText, type Message, plainName } from '../../mail/index.ts';
import { deviceWords, type Envelope, type WrittenLetter, write } from './letter.ts';

/** "Rekey alert: sign-in from a new device": when, from where, and a way to say that it was somebody else. */
export function newBrowserLetter(
  content: Envelope & { link: string; expiresAt: number; data: Message['data'] },
): WrittenLetter {
  const { text, user, company, link, data, baseUrl } = content;
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
      { kind: 'paragraph', text: text('letters.changed.mine') },
      { kind: 'paragraph', text: text('letters.changed.not_mine') },
      { kind: 'button', label: text('letters.changed.button'), href: link },
      { kind: 'link', text: text('letters.link'), href: link },
      { kind: 'link', text: text('letters.new_browser.sessions'), href: `${baseUrl}/my/security` },
      { kind: 'fine', text: text('letters.changed.holds', { until: text.moment(content.expiresAt, user.timeZone) }) },
    ],
  });
}
