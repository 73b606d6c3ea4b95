import type { Message } from '../../mail/index.ts';
import { closing, introduction } from '../letter-texts/blocks.ts';
import { deviceWords, type Envelope, type WrittenLetter, write } from './letter.ts';

const how = {
  link: 'letters.changed.by.link',
  owner: 'letters.changed.by.owner',
  set_up: 'letters.changed.by.set_up',
} as const;

/** "Your password was changed", with a way to say that it was somebody else. */
export function changedLetter(
  content: Envelope & { link: string; expiresAt: number; data: Message['data'] },
): WrittenLetter {
  const { text, user, link, data } = content;
  const at = text.moment(Number(data['at']), user.timeZone);
  const from = { address: String(data['address'] ?? '–'), agent: deviceWords(text, data['agent']) };
  return write(content, {
    subject: text('letters.changed.subject'),
    preview: text('letters.changed.preview'),
    title: text('letters.changed.title'),
    blocks: [
      ...introduction(content, 'password_changed', at),
      { kind: 'paragraph', text: text(how[data['by'] as keyof typeof how] ?? how.link) },
      { kind: 'paragraph', text: text('letters.changed.ended') },
      { kind: 'paragraph', text: text('letters.changed.mine') },
      { kind: 'paragraph', text: text('letters.changed.not_mine') },
      { kind: 'button', label: text('letters.changed.button'), href: link },
      { kind: 'link', text: text('letters.link'), href: link },
      ...closing(content, 'password_changed', at),
      { kind: 'fine', text: text('letters.changed.holds', { until: text.moment(content.expiresAt, user.timeZone) }) },
      { kind: 'fine', text: text('letters.changed.from', from) },
    ],
  });
}
