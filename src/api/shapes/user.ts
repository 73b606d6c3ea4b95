import { z } from 'zod';
import { roles } from '../../kernel/index.ts';
import { id, moment } from './common.ts';

export const User = z
  .object({
    id,
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    state: z.enum(['invited', 'confirmed', 'archived']),
    language: z.string(),
    time_zone: z.string(),
    company: z.object({ id, name: z.string() }),
    created_at: moment,
    last_sign_in_at: moment.nullable(),
  })
  .meta({ id: 'User' });

export const NewUser = z
  .strictObject({
    login: z.string(),
    name: z.string(),
    email: z.string().optional(),
    role: z.enum(roles).optional().meta({ description: '`user` if not told.' }),
    company: z.string().optional().meta({ description: 'An id or a name; the first company if not told.' }),
    language: z.string().optional().meta({ description: "The company's if not told." }),
    time_zone: z.string().optional().meta({ description: 'A name such as Europe/Berlin; UTC if not told.' }),
    invite: z.boolean().optional().meta({ description: 'Whether an invitation is mailed.' }),
  })
  .meta({ id: 'NewUser' });
