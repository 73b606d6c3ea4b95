import { z } from 'zod';
import type { ApprovalRecord } from '../../approvals/index.ts';
import { id, iso, isoOrNull, moment } from './common.ts';

const Told = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const Approval = z
  .object({
    id,
    kind: z.enum(['reset', 'administrator', 'address', 'factors', 'mail_server', 'company', 'setting']),
    subject: z
      .object({ id: z.string().nullable(), label: z.string() })
      .meta({ description: 'The user, the mail server or the setting that it is about, as of then.' }),
    state: z.enum(['waiting', 'approved', 'refused', 'failed', 'expired']),
    changes: z
      .array(
        z.object({
          field: z.string(),
          before: Told,
          after: Told,
          untold: z
            .enum(['changed', 'removed'])
            .nullable()
            .meta({ description: 'What becomes of a secret or a certificate; both values are null then.' }),
        }),
      )
      .meta({
        description:
          "What is to be otherwise. People's emails are masked, and names, logins, notes and the users of mail servers left out: whoever decides sees them in the console.",
      }),
    asked_by: z.object({
      id,
      login: z.string(),
      api_key: z.string().nullable().meta({ description: 'The name of the key that a program asked with.' }),
    }),
    asked_at: moment,
    expires_at: moment.meta({ description: 'Until when it waits.' }),
    decided_by: z.string().nullable(),
    decided_at: moment.nullable(),
    reason: z.string().nullable().meta({
      description:
        'With `failed`: the code of the refusal that it met; with `refused`: why it was withdrawn, if nobody decided.',
    }),
  })
  .meta({ id: 'Approval' });

export function toApproval(record: ApprovalRecord): z.infer<typeof Approval> {
  const { id, kind, subject, state, askedBy } = record;
  return {
    id,
    kind,
    subject,
    changes: record.changes.map(({ field, before, after, untold = null }) => ({ field, before, after, untold })),
    state,
    asked_by: { id: askedBy.id, login: askedBy.label, api_key: askedBy.key ?? null },
    asked_at: iso(record.askedAt),
    expires_at: iso(record.expiresAt),
    decided_by: record.decidedBy?.label ?? null,
    decided_at: isoOrNull(record.decidedAt),
    reason: record.reason ?? null,
  };
}
