import type { Translate } from '../locale/index.ts';
import { asText } from './letter/names.ts';
import { type WrittenForms, writeLetter } from './letter/write.tsx';

/** "Test email from Rekey": which server it went through, and when. It is about no company, and looks like none. */
export function testLetter(
  text: Translate,
  { server, at, timeZone }: { server: string; at: number; timeZone: string },
): WrittenForms & { subject: string } {
  const about = { server: asText(server), moment: text.moment(at, timeZone) };
  const letter = writeLetter({
    language: text.language,
    direction: text.direction,
    company: 'Rekey',
    title: text('mail.test.title'),
    preview: text('mail.test.preheader'),
    blocks: [
      { kind: 'paragraph', text: text('mail.test.body', about) },
      { kind: 'paragraph', text: text('mail.test.compare') },
    ],
    footer: [text('mail.test.fine')],
  });
  return { subject: text('mail.test.subject'), ...letter };
}
