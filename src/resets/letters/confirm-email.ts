import { asText, plainName } from '../../mail/index.ts';
import type { EmailChangeRow } from '../email-change-store.ts';
import { closing, introduction } from '../letter-texts/blocks.ts';
import { disowning, type Envelope, type WrittenLetter, write } from './letter.ts';

interface Content extends Envelope {
  link: string;
  change: Pick<EmailChangeRow, 'to_email' | 'asked_at' | 'expires_at'>;
}

/** "Confirm your email address", to an address that does not count yet. */
export function confirmEmailLetter(content: Content): WrittenLetter {
  const { text, user, link, change } = content;
  const until = text.moment(change.expires_at, user.timeZone);
  const at = text.moment(change.asked_at, user.timeZone);
  return write(content, {
    subject: text('letters.confirm.subject'),
    preview: text('letters.confirm.preview'),
    title: text('letters.confirm.title'),
    blocks: [
      ...introduction(content, 'confirm_email', at),
      { kind: 'button', label: text('letters.confirm.button'), href: link },
      { kind: 'link', text: text('letters.link'), href: link },
      { kind: 'paragraph', text: text('letters.confirm.sign_in') },
      { kind: 'paragraph', text: text('letters.holds', { until }) },
      ...closing(content, 'confirm_email', at),
      { kind: 'fine', text: text('letters.confirm.asked', { at }) },
      { kind: 'fine', text: text('letters.confirm.not_asked') },
    ],
  });
}

interface ToldContent extends Envelope {
  link: string | undefined;
  change: Pick<EmailChangeRow, 'to_email' | 'asked_at'>;
  expiresAt: number;
}

/** To the address that the person has until then: the moment at which an account can still be kept. */
export function emailChangeLetter(content: ToldContent): WrittenLetter {
  const { text, user, company, change } = content;
  const { blocks, holds } = disowning(content, { ...content, notMine: text('letters.address.not_mine') });
  const at = text.moment(change.asked_at, user.timeZone);
  const named = { login: plainName(user.login), company: asText(company.name), address: asText(change.to_email), at };
  return write(content, {
    subject: text('letters.address.subject'),
    preview: text('letters.address.preview'),
    title: text('letters.address.title'),
    blocks: [
      { kind: 'paragraph', text: text('letters.address.intro', named) },
      { kind: 'paragraph', text: text('letters.address.until') },
      ...blocks,
      ...holds,
    ],
  });
}
