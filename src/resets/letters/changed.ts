import type { Message } from '../../mail/index.ts';
import { closing, introduction } from '../letter-texts/blocks.ts';
import { deviceWords, disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

const how = {
  link: 'letters.changed.by.link',
  printed_link: 'letters.changed.by.printed_link',
  owner: 'letters.changed.by.owner',
  set_up: 'letters.changed.by.set_up',
} as const;

/** "Your password was changed", with a way to say that it was somebody else. */
export function changedLetter(
  content: Envelope & { link: string | undefined; expiresAt: number; data: Message['data'] },
): WrittenLetter {
  const { text, user, data } = content;
  const at = text.moment(Number(data['at']), user.timeZone);
  const from = { address: String(data['address'] ?? '–'), agent: deviceWords(text, data['agent']) };
  const { blocks, holds } = disowning(content, { ...content, notMine: text('letters.changed.not_mine') });
  return write(content, {
    subject: text('letters.changed.subject'),
    preview: text('letters.changed.preview'),
    title: text('letters.changed.title'),
    blocks: [
      ...introduction(content, 'password_changed', at),
      { kind: 'paragraph', text: text(how[data['by'] as keyof typeof how] ?? how.link) },
      { kind: 'paragraph', text: text('letters.changed.ended') },
      ...blocks,
      ...closing(content, 'password_changed', at),
      ...holds,
      { kind: 'fine', text: text('letters.changed.from', from) },
    ],
  });
}
