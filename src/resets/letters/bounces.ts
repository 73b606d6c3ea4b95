import { asText, type Block } from '../../mail/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** A letter that came back. */
export interface CameBack {
  name: string;
  address: string;
  /** Of the mail server that gave up. */
  words: string | undefined;
}

/** "Rekey alert: letters came back", to administrators: who got none, why, and where to mend it. */
export function bouncesLetter(content: Envelope & { bounces: readonly CameBack[]; more: boolean }): WrittenLetter {
  const { text, bounces, more, baseUrl } = content;
  const all = `${baseUrl}/settings/technical/email/emails?state=bounced`;
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.bounces.what') }),
    preview: text('letters.bounces.intro'),
    title: text('letters.bounces.title'),
    blocks: [
      { kind: 'paragraph', text: text('letters.bounces.intro') },
      ...lists(content, bounces),
      { kind: 'paragraph', text: text('letters.bounces.next') },
      { kind: 'link', text: text(more ? 'letters.bounces.more' : 'letters.bounces.all'), href: all },
      { kind: 'fine', text: text('letters.bounces.fine') },
    ],
  });
}

/** As much as is kept of them. */
const longestWords = 200;

function lists({ text }: Envelope, bounces: readonly CameBack[]): Block[] {
  if (bounces.length === 0) return [];
  const items = bounces.map(({ name, address, words }) => {
    return text('letters.bounces.said', { name: asText(name), address, words: asText(words ?? '–', longestWords) });
  });
  return [{ kind: 'list', items }];
}
