import { asText, plainName } from '../../mail/index.ts';
import { closing, introduction } from '../letter-texts/blocks.ts';
import { type WrittenLetter, write } from './letter.ts';
import { type LinkContent, linkBlocks } from './reset.ts';

/** "Your invitation to COMPANY". */
export function invitationLetter(content: LinkContent): WrittenLetter {
  const { text, user, company, link, reset } = content;
  const at = text.moment(reset.asked_at, user.timeZone);
  return write(content, {
    subject: text('letters.invitation.subject', { company: plainName(company.name) }),
    preview: text('letters.invitation.preview'),
    title: text('letters.invitation.title', { company: asText(company.name) }),
    blocks: [
      ...introduction(content, 'invitation', at),
      { kind: 'button', label: text('letters.invitation.button'), href: link },
      ...linkBlocks(content),
      ...closing(content, 'invitation', at),
      {
        kind: 'fine',
        text: text('letters.invitation.by', { at, staff: asText(reset.asked_by_label ?? company.name) }),
      },
    ],
  });
}
