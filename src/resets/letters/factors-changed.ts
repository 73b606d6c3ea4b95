import { plainName } from '../../mail/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** "Rekey alert: your second factor was changed": what was done, and what to do if it was somebody else. */
export function factorsChangedLetter(content: Envelope & { what: string; at: number }): WrittenLetter {
  const { text, user, what, at } = content;
  const intro = text('factors.letter.what', {
    what: what.replace('factors.', ''),
    login: plainName(user.login),
    at: text.moment(at, user.timeZone),
  });
  return write(content, {
    subject: text('factors.letter.subject'),
    preview: intro,
    title: text('factors.letter.title'),
    blocks: [
      { kind: 'paragraph', text: intro },
      { kind: 'paragraph', text: text('factors.letter.not_you') },
    ],
  });
}
