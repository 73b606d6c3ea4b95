import { z } from 'zod';
import type { ApprovalRecord } from '../../approvals/index.ts';
import { id, iso, isoOrNull, moment } from './common.ts';

export const Approval = z
  .object({
    id,
    kind: z.enum(['reset', 'administrator', 'address', 'factors', 'mail_server', 'company', 'setting']),
    subject: z
      .object({ id: z.string().nullable(), label: z.string() })
      .meta({ description: 'The user, the mail server or the setting that it is about, as of then.' }),
    state: z.enum(['waiting', 'approved', 'refused', 'failed', 'expired']),
    asked_by: z.object({ id, login: z.string() }),
    asked_at: moment,
    expires_at: moment.meta({ description: 'Until when it waits.' }),
    decided_by: z.string().nullable(),
    decided_at: moment.nullable(),
    reason: z.string().nullable().meta({ description: 'With `failed`: the code of the refusal that it met.' }),
  })
  .meta({ id: 'Approval' });

export function toApproval(record: ApprovalRecord): z.infer<typeof Approval> {
  const { id, kind, subject, state, askedBy } = record;
  return {
    id,
    kind,
    subject,
    state,
    asked_by: { id: askedBy.id, login: askedBy.label },
    asked_at: iso(record.askedAt),
    expires_at: iso(record.expiresAt),
    decided_by: record.decidedBy ?? null,
    decided_at: isoOrNull(record.decidedAt),
    reason: record.reason ?? null,
  };
}
