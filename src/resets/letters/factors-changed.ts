import { plainName } from '../../mail/index.ts';
import { disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

interface Content extends Envelope {
  what: string;
  at: number;
  link: string | undefined;
  expiresAt: number;
}

/** "Rekey alert: your second factor was changed": what was done, and a way to say that it was somebody else. */
export function factorsChangedLetter(content: Content): WrittenLetter {
  const { text, user, what, at } = content;
  const intro = text('factors.letter.what', {
    what: what.replace('factors.', ''),
    login: plainName(user.login),
    at: text.moment(at, user.timeZone),
  });
  const { blocks, holds } = disowning(content, { ...content, notMine: text('letters.changed.not_mine') });
  return write(content, {
    subject: text('factors.letter.subject'),
    preview: intro,
    title: text('factors.letter.title'),
    blocks: [{ kind: 'paragraph', text: intro }, ...blocks, ...holds],
  });
}
