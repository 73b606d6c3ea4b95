import type { Subject } from '../audit/index.ts';
import type { ApprovalKindName, ApprovalRecord } from './index.ts';

const kinds = {
  reset: 'user',
  administrator: 'user',
  address: 'user',
  factors: 'user',
  mail_server: 'mail_server',
  company: 'company',
  setting: 'setting',
} as const satisfies Record<ApprovalKindName, Subject['kind']>;

/** Whom or what the record tells of. */
export function subjectOf(kind: ApprovalKindName, { id, label }: ApprovalRecord['subject']): Subject {
  return { kind: kinds[kind], id: id ?? undefined, label };
}
