import { z } from 'zod';
import { DnsRecord } from './dns-record.ts';

export const Finding = z
  .object({
    code: z.string().meta({ description: 'What it is, for programs.' }),
    severity: z
      .enum(['error', 'warning'])
      .meta({ description: '`error`: something does not work now. `warning`: it will not, or not safely.' }),
    words: z.string(),
    advice: z.string().meta({ description: 'What to do about it.' }),
    record: DnsRecord.optional(),
    server: z.string().optional().meta({ description: 'The name of the outgoing mail server that it is about.' }),
    domain: z.string().optional().meta({ description: "The sender's domain that it is about." }),
  })
  .meta({ id: 'Finding' });
