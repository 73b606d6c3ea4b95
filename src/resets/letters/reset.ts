import { asText, type Block, plainName } from '../../mail/index.ts';
import type { Policy } from '../../passwords/index.ts';
import type { SettingValues } from '../../settings/index.ts';
import type { User } from '../../users/index.ts';
import { closing, introduction } from '../letter-texts/blocks.ts';
import { signsIn } from '../signs-in.ts';
import type { ResetRow } from '../store.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** What a letter with a link is written from. */
export interface LinkContent extends Envelope {
  user: User;
  link: string;
  /** For whoever did not ask for it. */
  notMe?: string | undefined;
  /** Whether a second factor is on the account that its owner disowned. */
  foreignFactor?: boolean;
  reset: Pick<ResetRow, 'purpose' | 'source' | 'asked_at' | 'expires_at' | 'asked_by_label' | 'asked_address'>;
  policy: Policy;
  rules: SettingValues;
}

/** "Password reset for NAME". */
export function resetLetter(content: LinkContent): WrittenLetter {
  const { text, user, link, notMe, reset, foreignFactor } = content;
  const at = text.moment(reset.asked_at, user.timeZone);
  return write(content, {
    subject: text('letters.reset.subject', { name: plainName(user.name) }),
    preview: text('letters.reset.preview'),
    title: text('letters.reset.title'),
    blocks: [
      ...introduction(content, 'reset', at),
      { kind: 'button', label: text('letters.button'), href: link },
      ...linkBlocks(content),
      ...(foreignFactor ? [{ kind: 'paragraph', text: text('letters.reset.foreign_factor') } as const] : []),
      ...closing(content, 'reset', at),
      { kind: 'fine', text: askedBy(content) },
      { kind: 'fine', text: text('letters.reset.not_asked') },
      ...(notMe === undefined ? [] : [{ kind: 'link', text: text('letters.reset.not_me'), href: notMe } as const]),
    ],
  });
}

/** What every letter with a link says after its button. */
export function linkBlocks({ text, user, company, baseUrl, link, reset, policy, rules }: LinkContent): Block[] {
  // Nobody plans a password of more than 256 characters.
  const told = policy.rules.filter((rule) => rule.code !== 'too_long');
  const done = signsIn(rules, user) ? 'letters.step.done' : 'letters.step.done_without_sign_in';
  return [
    { kind: 'link', text: text('letters.link'), href: link },
    {
      kind: 'steps',
      title: text('letters.steps'),
      items: [text('letters.step.open'), text('letters.step.choose'), text(done)],
    },
    {
      kind: 'list',
      title: text('letters.rules'),
      items: told.map((rule) => text(rule.hint.key, rule.hint.params)),
    },
    { kind: 'paragraph', text: text('letters.holds', { until: text.moment(reset.expires_at, user.timeZone) }) },
    { kind: 'paragraph', text: text('letters.never_share', { company: asText(company.name) }) },
    { kind: 'link', text: text('letters.education'), href: `${baseUrl}/help/passwords` },
  ];
}

function askedBy({ text, user, reset }: LinkContent): string {
  const at = text.moment(reset.asked_at, user.timeZone);
  if (reset.source === 'owner') return text('letters.reset.asked.owner', { at });
  if (reset.source !== 'self')
    return text('letters.reset.asked.staff', { at, staff: asText(reset.asked_by_label ?? '') });
  const address = reset.asked_address;
  return address ? text('letters.reset.asked.self', { at, address }) : text('letters.reset.asked.self_nowhere', { at });
}
