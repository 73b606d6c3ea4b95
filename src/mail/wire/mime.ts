import MailComposer from 'nodemailer/lib/mail-composer';
import type { Attachment } from 'nodemailer/lib/mailer';
import type { Address, Letter } from '../index.ts';
import type { LetterPicture } from '../letter/index.ts';
import { headerText } from '../letter/names.ts';

/** A letter with everything that stands in its headers. */
export interface AddressedLetter {
  letter: Letter;
  from: Address;
  to: Address;
  messageId: string;
  date: Date;
}

/**
 * The letter as bytes. Addresses are given in parts, never as one string, which a line end in a name could make into
 * two. It marks itself as automatic, so that no vacation notice answers (RFC 3834); it names no software and no
 * version, and offers no unsubscribing, which is for advertising.
 */
export function toMime({ letter, from, to, messageId, date }: AddressedLetter): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to,
    messageId,
    date,
    subject: headerText(letter.subject),
    text: letter.text,
    html: letter.html,
    attachments: (letter.pictures ?? []).map(toAttachment),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    boundaryPrefix: '--part',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Beside the HTML, not beneath the letter: no program lists it among the files. It has no name that says whose it is. */
function toAttachment({ cid, type, content }: LetterPicture): Attachment {
  return { cid, content, contentType: type, contentDisposition: 'inline', filename: false };
}
