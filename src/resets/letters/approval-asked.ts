import type { ApprovalRecord } from '../../approvals/index.ts';
import { asText, plainName } from '../../mail/index.ts';
import type { User } from '../../users/index.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

interface Content extends Envelope {
  approval: Pick<ApprovalRecord, 'kind' | 'subject' | 'askedAt' | 'expiresAt'>;
  asker: User;
  /** The user that it is about, if it is about one. */
  about: User | undefined;
}

/** "Rekey alert: approval needed", to administrators. It leads to the page that decides, and opens nothing. */
export function approvalAskedLetter(content: Content): WrittenLetter {
  const { text, user, baseUrl, approval, asker, about } = content;
  const intro = text(`letters.approval.intro.${approval.kind}`, {
    by: asText(asker.name),
    by_login: plainName(asker.login),
    at: text.moment(approval.askedAt, user.timeZone),
    about: asText(about?.name ?? approval.subject.label),
    about_login: plainName(about?.login ?? approval.subject.label),
  });
  const href = `${baseUrl}/settings/approvals`;
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.approval.what') }),
    preview: intro,
    title: text('letters.approval.title'),
    blocks: [
      { kind: 'paragraph', text: intro },
      {
        kind: 'paragraph',
        text: text('letters.approval.until', { until: text.moment(approval.expiresAt, user.timeZone) }),
      },
      { kind: 'paragraph', text: text('letters.approval.next', { by: asText(asker.name) }) },
      { kind: 'button', label: text('letters.approval.button'), href },
      { kind: 'link', text: text('letters.link'), href },
    ],
  });
}
