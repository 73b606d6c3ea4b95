import { z } from 'zod';
import { identityChecks, reasons } from '../../resets/index.ts';
import { id, moment } from './common.ts';

const detail = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const reason = z.string().meta({
  description: `Why there was a letter or none: ${reasons.map((one) => `\`${one}\``).join(', ')}.`,
});

export const ResetSummary = z
  .object({
    id,
    purpose: z.enum(['reset', 'invitation']),
    source: z.enum(['self', 'staff', 'command', 'owner']),
    state: z.enum(['asked', 'decided', 'sent', 'opened', 'completed', 'expired', 'cancelled']),
    user_id: id.nullable(),
    asked_at: moment,
    expires_at: moment,
    decision: z.object({ outcome: z.enum(['send', 'print', 'drop']), reason }).nullable(),
    identity_check: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'ResetSummary' });

export const Reset = ResetSummary.extend({
  timeline: z
    .array(z.object({ at: moment, event: z.string() }).catchall(detail))
    .meta({ description: 'All that happened, oldest first.' }),
}).meta({ id: 'Reset' });

export const Ask = z
  .strictObject({
    login: z.string().meta({ description: 'A login or an email, as somebody typed it.' }),
    client_address: z
      .string()
      .max(45)
      .optional()
      .meta({ description: 'From where they ask; for keys of staff with the scope `resets:ask`.' }),
    challenge: z.string().optional().meta({ description: 'The token that came with `challenge_needed`.' }),
    solution: z.int().optional().meta({ description: 'The number that was worked out for it.' }),
  })
  .meta({ id: 'Ask' });

export const Accepted = z.object({ accepted: z.literal(true) }).meta({ id: 'Accepted' });

export const Redemption = z
  .strictObject({
    token: z.string().meta({ description: 'The secret of the link.' }),
    password: z.string().meta({ description: 'The new one, never cut and never changed.' }),
  })
  .meta({ id: 'Redemption' });

export const Redeemed = z
  .object({
    user_id: id,
    ended: z.object({ sessions: z.int(), api_keys: z.int(), remembered_devices: z.int(), links: z.int() }),
  })
  .meta({ id: 'Redeemed' });

export const NewReset = z
  .strictObject({
    identity_check: z.enum(identityChecks).optional().meta({ description: 'How the caller was checked.' }),
    identity_code: z
      .string()
      .optional()
      .meta({ description: 'With the check `code`: what the caller read back of the letter.' }),
    note: z.string().optional(),
  })
  .meta({ id: 'NewReset' });
