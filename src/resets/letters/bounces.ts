import { asText } from '../../mail/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** A letter that came back. */
export interface CameBack {
  to: { name: string; address: string };
  attempts: readonly { reply: string | null }[];
}

/** "Rekey alert: letters came back", to administrators. */
export function bouncesLetter(
  content: Envelope & { since: number; count: number; latest: readonly CameBack[] },
): WrittenLetter {
  const { text, user, baseUrl, count, latest } = content;
  const intro = text('letters.bounces.intro', { count, since: text.moment(content.since, user.timeZone) });
  const href = `${baseUrl}/settings/technical/email/emails?state=bounced`;
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.bounces.what') }),
    preview: intro,
    title: text('letters.bounces.title'),
    blocks: [
      { kind: 'paragraph', text: intro },
      { kind: 'list', title: text('letters.bounces.latest'), items: latest.map((letter) => line(content, letter)) },
      { kind: 'paragraph', text: text('letters.bounces.next') },
      { kind: 'button', label: text('letters.bounces.button'), href },
      { kind: 'link', text: text('letters.link'), href },
    ],
  });
}

/** For whom, and what the mail server over there said. */
function line({ text }: Envelope, { to, attempts }: CameBack): string {
  const who = { name: asText(to.name), address: asText(to.address, 254) };
  const words = attempts.at(-1)?.reply;
  return words
    ? text('letters.bounces.one', { ...who, words: asText(words, 200) })
    : text('letters.bounces.one_silent', who);
}
