import { z } from 'zod';
import { faults } from '../../audit/index.ts';
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

export const Verification = z
  .object({
    sealed: z.int().meta({ description: 'Events that are as they were sealed: all, or those before the finding.' }),
    first: z.int().meta({ description: 'The first position that is kept; what was before had served its time.' }),
    unsealed: z.int().meta({ description: 'Events that wait to be sealed.' }),
    checkpoints: z.int(),
    end: z
      .object({ position: z.int(), digest: z.string() })
      .nullable()
      .meta({ description: 'Stands for everything before it; worth keeping elsewhere.' }),
    findings: z
      .array(
        z.object({
          fault: z.enum(faults),
          position: z.int(),
          through: z.int().meta({ description: 'The last position that it is about.' }),
          id: id.nullable().meta({ description: 'The event that stands there now.' }),
        }),
      )
      .meta({ description: 'The first thing that is wrong; none if all is well.' }),
  })
  .meta({ id: 'Verification' });
