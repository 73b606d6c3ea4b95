import { asText, plainName } from '../../mail/index.ts';
import type { User } from '../../users/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** What administrators are alerted to by a letter: somebody pressed "This was not me". */
const disowned = [
  'password_disowned',
  'reset_disowned',
  'address_disowned',
  'login_disowned',
  'sign_in_disowned',
  'factor_due_disowned',
  'factors_disowned',
  'factors_left_disowned',
] as const;

type Content = Envelope & {
  about: Pick<User, 'name' | 'login'>;
  at: number;
  what: string;
  /** Where second factors are removed, if some were disowned. */
  factors?: string | undefined;
  /** The earlier address did not come back: it is somebody's login by now. */
  noAddress?: boolean | undefined;
  /** The password is another one than when the link was asked for. */
  changedSince?: boolean | undefined;
};

/** "Rekey alert: WHAT", to administrators. */
export function alertLetter(content: Content): WrittenLetter {
  const { text, user, about, factors, noAddress } = content;
  const what = disowned.find((one) => one === content.what) ?? 'password_disowned';
  const who = { name: asText(about.name), login: plainName(about.login), at: text.moment(content.at, user.timeZone) };
  const told = what === 'factors_left_disowned' ? 'factors_disowned' : what;
  const intro = text(`letters.alert.intro.${told}`, who);
  return write(content, {
    subject: text('letters.alert.subject', { what: text(`letters.alert.what.${told}`) }),
    preview: intro,
    title: text(`letters.alert.title.${told}`),
    blocks: [
      { kind: 'paragraph', text: intro },
      { kind: 'paragraph', text: text(`letters.alert.done.${doneOf(what, content)}`, who) },
      ...(noAddress ? [{ kind: 'paragraph', text: text('letters.alert.no_address', who) } as const] : []),
      { kind: 'paragraph', text: text(`letters.alert.next.${told}`, who) },
      ...(factors ? [{ kind: 'link', text: text('letters.alert.factors', who), href: factors } as const] : []),
    ],
  });
}

function doneOf(what: (typeof disowned)[number], { noAddress, changedSince }: Content) {
  if (noAddress || what === 'login_disowned') return 'sign_in_disowned';
  return what === 'reset_disowned' && changedSince ? 'reset_disowned_changed_since' : what;
}
