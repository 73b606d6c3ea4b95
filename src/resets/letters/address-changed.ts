import { asText, type Message, plainName } from '../../mail/index.ts';
import { disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

const what = {
  login: 'letters.address_changed.what.login',
  email: 'letters.address_changed.what.email',
  'login email': 'letters.address_changed.what.both',
} as const;

/** "Your sign-in details were changed", to where the person was reached before and is reached now. */
export function addressChangedLetter(
  content: Envelope & { data: Message['data']; link: string | undefined; expiresAt: number },
): WrittenLetter {
  const { text, user, company, data } = content;
  const at = text.moment(Number(data['at']), user.timeZone);
  const changed = what[data['what'] as keyof typeof what] ?? what.email;
  const by = data['by'] === null ? undefined : asText(String(data['by']));
  const notMine = text(data['disowns'] === 'login' ? 'letters.changed.not_mine' : 'letters.address.not_mine');
  const { blocks, holds } = disowning(content, { ...content, notMine });
  return write(content, {
    subject: text('letters.address_changed.subject'),
    preview: text('letters.address_changed.preview'),
    title: text('letters.address_changed.subject'),
    blocks: [
      { kind: 'paragraph', text: text('letters.address_changed.intro', { company: asText(company.name), at }) },
      { kind: 'paragraph', text: text(changed, { login: plainName(user.login) }) },
      ...(by ? [{ kind: 'paragraph', text: text('letters.address_changed.by', { by }) } as const] : []),
      { kind: 'paragraph', text: text('letters.address_changed.ended') },
      ...blocks,
      ...holds,
    ],
  });
}
