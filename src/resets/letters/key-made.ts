import type { MadeKey } from '../../api-keys/index.ts';
import { asText, plainName } from '../../mail/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

interface Content extends Envelope {
  keys: readonly MadeKey[];
  /** Whether more were made than are told. */
  more: boolean;
}

/** "Rekey alert: new API key", to the owner, whoever made it. It leads to the page that revokes it. */
export function keyMadeLetter(content: Content): WrittenLetter {
  const { text, baseUrl, keys, more } = content;
  const told = keys.map((key) => inWords(content, key));
  const href = `${baseUrl}/my/security/api-keys`;
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.key_made.what') }),
    preview: told[0] ?? '',
    title: text('letters.key_made.title'),
    blocks: [
      ...[...told, ...(more ? [text('letters.key_made.more')] : [])].map((words) => ({
        kind: 'paragraph' as const,
        text: words,
      })),
      { kind: 'paragraph', text: text('letters.key_made.not_you') },
      { kind: 'button', label: text('letters.key_made.button'), href },
      { kind: 'link', text: text('letters.link'), href },
    ],
  });
}

function inWords({ text, user }: Content, key: MadeKey): string {
  return text('letters.key_made.intro', {
    name: asText(key.name),
    login: plainName(user.login),
    at: text.moment(Date.parse(key.created_at), user.timeZone),
    until: text.moment(Date.parse(key.expires_at), user.timeZone),
    scopes: key.scopes.map((scope) => text(`api_keys.scope.${scope}`)).join('; '),
  });
}
