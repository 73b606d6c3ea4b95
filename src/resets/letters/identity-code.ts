import { asText } from '../../mail/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** "Your verification code", for somebody who is on the telephone with the help desk. */
export function identityCodeLetter(content: Envelope & { code: string; expiresAt: number }): WrittenLetter {
  const { text, user, company, code, expiresAt } = content;
  return write(content, {
    subject: text('letters.code.subject'),
    preview: text('letters.code.preview'),
    title: text('letters.code.subject'),
    blocks: [
      { kind: 'paragraph', text: text('letters.code.intro', { company: asText(company.name) }) },
      { kind: 'code', text: text('letters.code.code', { code: `${code.slice(0, 3)} ${code.slice(3)}` }) },
      { kind: 'paragraph', text: text('letters.code.holds', { until: text.moment(expiresAt, user.timeZone) }) },
      { kind: 'paragraph', text: text('letters.code.not_you') },
    ],
  });
}
