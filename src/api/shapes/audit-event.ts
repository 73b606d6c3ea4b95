import { z } from 'zod';
import { id, moment } from './common.ts';

const Named = z.object({ kind: z.string(), id: z.string().nullable(), label: z.string().nullable() });

export const AuditEvent = z
  .object({
    id,
    at: moment,
    event: z.string(),
    actor: Named.meta({ description: 'Who did it; `details.api_key` names the key of a program.' }),
    subject: Named.nullable(),
    reset_id: id.nullable(),
    outcome: z.string().meta({ description: '`done`, or the code of the refusal.' }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    address: z.string().nullable(),
    agent: z.string().nullable(),
    request_id: z.string(),
  })
  .meta({ id: 'AuditEvent' });
