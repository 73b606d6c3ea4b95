import { asText, type Block, type Message, plainName } from '../../mail/index.ts';
import { deviceWords, disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

type Content = Envelope & { link: string | undefined; expiresAt: number; data: Message['data'] };

/** "Rekey alert: sign-in from a new device": when, from where, and a way to say that it was somebody else. */
export function newBrowserLetter(content: Content): WrittenLetter {
  const sessions = { text: content.text('letters.new_browser.sessions'), href: `${content.baseUrl}/my/security` };
  return writeAs('new_browser', content, content.link === undefined ? [] : [{ kind: 'link', ...sessions }]);
}

/** "Rekey alert: your password was entered on a new device", and no second factor: nobody came in. */
export function factorDueLetter(content: Content): WrittenLetter {
  return writeAs('factor_due', content, []);
}

function writeAs(what: 'new_browser' | 'factor_due', content: Content, more: Block[]): WrittenLetter {
  const { text, user, company, data } = content;
  const { blocks, holds } = disowning(content, { ...content, notMine: text('letters.changed.not_mine') });
  const who = { login: plainName(user.login), company: asText(company.name) };
  const at = text.moment(Number(data['at']), user.timeZone);
  const from = { address: String(data['address'] ?? '–'), agent: deviceWords(text, data['agent']) };
  return write(content, {
    subject: text(`letters.${what}.subject`),
    preview: text('letters.changed.preview'),
    title: text(`letters.${what}.title`),
    blocks: [
      { kind: 'paragraph', text: text(`letters.${what}.intro`, { ...who, at }) },
      { kind: 'paragraph', text: text('letters.changed.from', from) },
      ...blocks,
      ...more,
      ...holds,
    ],
  });
}
