import { z } from 'zod';
import { id, moment } from './common.ts';

export const messageStates = ['queued', 'sending', 'sent', 'bounced', 'failed', 'outdated', 'cancelled'] as const;

const Attempt = z.object({
  number: z.int(),
  at: moment,
  server: z.string().nullable(),
  outcome: z.enum(['accepted', 'temporary', 'permanent', 'unknown']),
  reason: z.string(),
  reply: z.string().nullable().meta({ description: "The mail server's own words." }),
});

export const Message = z
  .object({
    id,
    kind: z.string(),
    state: z.enum(messageStates),
    to: z.object({ name: z.string(), address: z.string() }),
    user_id: id.nullable(),
    about: z.string().nullable().meta({ description: 'The id of the reset that it is about.' }),
    created_at: moment,
    run_at: moment.meta({ description: 'When it is next tried, while it is queued.' }),
    expires_at: moment,
    sent_at: moment.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it waits or ended.' }),
    attempts: z.array(Attempt),
  })
  .meta({ id: 'Message' });
