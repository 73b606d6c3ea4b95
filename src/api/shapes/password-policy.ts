import { z } from 'zod';

export const PasswordPolicy = z
  .object({
    id: z.string().meta({ description: 'Names the preset and its version.' }),
    min_length: z.int(),
    max_length: z.int(),
    rules: z.array(z.object({ rule: z.string(), text: z.string() })),
    password_rules: z.string().meta({ description: 'The value of the attribute `passwordrules`.' }),
  })
  .meta({ id: 'PasswordPolicy' });

export const PasswordCheck = z
  .strictObject({
    password: z.string(),
    name: z.string().max(254).optional(),
    login: z.string().max(254).optional(),
    email: z.string().max(254).optional(),
    company: z.string().max(120).optional(),
  })
  .meta({ id: 'PasswordCheck', description: 'A password, and what is known of whose it would be.' });

export const Verdict = z
  .object({
    accepted: z.boolean(),
    violations: z.array(z.object({ rule: z.string(), text: z.string() })),
  })
  .meta({ id: 'Verdict' });
