import { z } from 'zod';
import { identityChecks } from '../../resets/index.ts';
import { id, moment, userFilter } from './common.ts';

export const Job = z
  .object({
    id,
    kind: z.string(),
    state: z.enum(['preparing', 'running', 'paused', 'done', 'cancelled']),
    total: z.int().meta({ description: 'How many people it concerns.' }),
    done: z.int(),
    refused: z.int(),
    per_minute: z.int().nullable(),
    made_by: z.string(),
    may_steer: z.boolean().meta({
      description:
        'Whether whoever calls may pause and cancel it: the owner started it, or somebody whose role is not above theirs.',
    }),
    may_resume: z.boolean().meta({
      description:
        'Whether they may also resume it. A key resumes only what was begun with it, and nobody what was begun by somebody who is gone.',
    }),
    created_at: moment,
    ended_at: moment.nullable(),
  })
  .meta({ id: 'Job' });

export const JobResult = z
  .object({
    number: z.int(),
    subject_id: z.string().meta({ description: 'The id of the user.' }),
    outcome: z
      .string()
      .nullable()
      .meta({ description: '`done`, the code of the refusal, or `bug`; null while it waits.' }),
    at: moment.nullable(),
  })
  .meta({ id: 'JobResult' });

const whom = {
  user_ids: z.array(id).min(1).max(1_000).optional().meta({ description: 'Only these.' }),
  search: z.string().max(320).optional().meta({ description: 'Part of a name, login or email.' }),
  filter: userFilter.optional(),
};

export const Many = z
  .strictObject(whom)
  .meta({ id: 'Many', description: 'Whom: all of these together, and at least one of them.' });

/** A code cannot be read back by many. */
const checksOfMany = identityChecks.filter((check) => check !== 'code');

export const ManyResets = Many.extend({
  identity_check: z.enum(checksOfMany).optional().meta({ description: 'How the callers were checked.' }),
  note: z.string().optional(),
  per_minute: z.int().min(1).max(6_000).optional().meta({ description: '120 if not told.' }),
}).meta({ id: 'ManyResets' });
