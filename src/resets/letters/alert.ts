import { asText, plainName } from '../../mail/index.ts';
import type { User } from '../../users/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** "Rekey alert: WHAT", to administrators. */
export function alertLetter(content: Envelope & { about: User; at: number }): WrittenLetter {
  const { text, user, about } = content;
  const who = { name: asText(about.name), login: plainName(about.login), at: text.moment(content.at, user.timeZone) };
  const intro = text('letters.alert.intro.password_disowned', who);
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.alert.what.password_disowned') }),
    preview: intro,
    title: text('letters.alert.title.password_disowned'),
    blocks: [
      { kind: 'paragraph', text: intro },
      { kind: 'paragraph', text: text('letters.alert.done.password_disowned') },
      { kind: 'paragraph', text: text('letters.alert.next.password_disowned', who) },
    ],
  });
}
