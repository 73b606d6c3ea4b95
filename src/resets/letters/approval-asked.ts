import type { ApprovalRecord } from '../../approvals/index.ts';
import { asSeen } from '../../kernel/index.ts';
import { asText, type Block, plainName } from '../../mail/index.ts';
import type { User } from '../../users/index.ts';
import { changesInWords } from './approval-changes.ts';
import { type Envelope, type WrittenLetter, write } from './letter.ts';

/** One that waits. */
export interface Request {
  approval: Pick<ApprovalRecord, 'kind' | 'subject' | 'changes' | 'askedBy' | 'askedAt' | 'expiresAt'>;
  asker: Pick<User, 'name' | 'login'>;
  /** The user that it is about, if it is about one. */
  about: Pick<User, 'name' | 'login'> | undefined;
}

interface Content extends Envelope {
  requests: readonly Request[];
  /** Whether more wait than are told. */
  more: boolean;
}

/** "Rekey alert: approval needed", to administrators. It leads to the page that decides, and opens nothing. */
export function approvalAskedLetter(content: Content): WrittenLetter {
  const { text, baseUrl, requests, more } = content;
  const askers = [...new Set(requests.map(({ asker }) => asText(asSeen(asker.name))))].join(', ');
  const href = `${baseUrl}/settings/approvals`;
  return write(content, {
    subject: text('letters.alert.subject', { what: text('letters.approval.what') }),
    preview: requests[0] ? inWords(content, requests[0]) : '',
    title: text('letters.approval.title'),
    blocks: [
      ...requests.flatMap((request) => blocksOf(content, request)),
      ...(more ? [{ kind: 'paragraph' as const, text: text('letters.approval.more') }] : []),
      { kind: 'paragraph', text: text('letters.approval.next', { by: askers }) },
      { kind: 'button', label: text('letters.approval.button'), href },
      { kind: 'link', text: text('letters.link'), href },
    ],
  });
}

function blocksOf(content: Content, request: Request): Block[] {
  const items = changesInWords(content.text, content.user.timeZone, request.approval.changes);
  const said: Block = { kind: 'paragraph', text: inWords(content, request) };
  return items.length === 0 ? [said] : [said, { kind: 'list', items }];
}

function inWords({ text, user }: Content, { approval, asker, about }: Request): string {
  const intro = text(`letters.approval.intro.${approval.kind}`, {
    by: asText(asSeen(asker.name)),
    by_login: plainName(asSeen(asker.login)),
    at: text.moment(approval.askedAt, user.timeZone),
    about: asText(asSeen(about?.name ?? approval.subject.label)),
    about_login: plainName(asSeen(about?.login ?? approval.subject.label)),
  });
  const { key } = approval.askedBy;
  const program = key === undefined ? [] : [text('letters.approval.key', { key: asText(asSeen(key)) })];
  const until = text('letters.approval.until', { until: text.moment(approval.expiresAt, user.timeZone) });
  return [intro, ...program, until].join(' ');
}
