import { z } from 'zod';
import { scopes } from '../../kernel/index.ts';
import { id, moment } from './common.ts';

export const ApiKey = z
  .object({
    id,
    name: z.string(),
    hint: z.string().meta({ description: 'How the key begins.' }),
    user: z.object({ id, login: z.string() }),
    scopes: z.array(z.enum(scopes)),
    created_at: moment,
    expires_at: moment,
    last_used_at: moment.nullable().meta({ description: 'To the hour.' }),
    made_by_key: z.object({ id, name: z.string() }).nullable().meta({
      description: 'The key that it was made with, and with which it ends; null for one that was made in person.',
    }),
    held_back: z.boolean().meta({
      description:
        'Whether its calls are refused (`factor_missing`) until its owner, who must have a second factor, has one.',
    }),
  })
  .meta({ id: 'ApiKey' });

export const NewApiKey = z
  .strictObject({
    name: z.string(),
    scopes: z.array(z.enum(scopes)).min(1).meta({ description: 'Some of those of the key that calls.' }),
    expires_at: z.iso
      .datetime({ offset: true })
      .meta({ description: 'At most a year ahead, and no later than the end of the key that calls.' }),
  })
  .meta({ id: 'NewApiKey' });

export const MadeApiKey = z
  .object({ key: z.string().meta({ description: 'The key itself; never told again.' }), api_key: ApiKey })
  .meta({ id: 'MadeApiKey' });
