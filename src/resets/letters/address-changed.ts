import { asText, type Block, type Message, plainName } from '../../mail/index.ts';
import { disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

const goes = {
  here: 'letters.address_changed.what.email_here',
  elsewhere: 'letters.address_changed.what.email',
  nowhere: 'letters.address_changed.what.email_nowhere',
} as const;

export type Goes = keyof typeof goes;

type Content = Envelope & {
  data: Message['data'];
  /** The password is that of before, which another act may have ended together with the address. */
  keepsPassword: boolean;
  link: string | undefined;
  expiresAt: number;
};

/** "Your sign-in details were changed", to where the person was reached before and is reached now. */
export function addressChangedLetter(content: Content): WrittenLetter {
  const { text, user, company, data } = content;
  const at = text.moment(Number(data['at']), user.timeZone);
  const notMine = text(data['disowns'] === 'login' ? 'letters.changed.not_mine' : 'letters.address.not_mine');
  const { blocks, holds } = disowning(content, { ...content, notMine });
  return write(content, {
    subject: text('letters.address_changed.subject'),
    preview: text('letters.address_changed.preview'),
    title: text('letters.address_changed.subject'),
    blocks: [
      { kind: 'paragraph', text: text('letters.address_changed.intro', { company: asText(company.name), at }) },
      ...changes(content),
      ...blocks,
      ...holds,
    ],
  });
}

/** What is otherwise than before, by whom, and what is not. */
function changes({ text, user, data, keepsPassword }: Content): Block[] {
  const what = String(data['what']).split(' ');
  const login = plainName(user.login);
  const by = data['by'] === null ? undefined : asText(String(data['by']));
  const told = [
    ...(what.includes('login') ? [text('letters.address_changed.what.login', { login })] : []),
    ...(what.includes('email') ? [text(goes[data['goes'] as Goes] ?? goes.elsewhere, { login })] : []),
    ...(by ? [text('letters.address_changed.by', { by })] : []),
    ...(keepsPassword ? [text('letters.address_changed.same_password')] : []),
    ...(data['ends'] === null ? [] : [text('letters.address_changed.ended')]),
  ];
  return told.map((words) => ({ kind: 'paragraph', text: words }));
}
