import { z } from 'zod';
import { type Act, Refusal, searchable } from '../../kernel/index.ts';
import type { BulkAction } from '../../resets/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, filtersIn, pageOf } from '../shapes/common.ts';
import { Job, JobResult, Many, ManyResets } from '../shapes/job.ts';

const alsoFinds = 'The key needs `users:read` as well. `GET /jobs/{id}` tells how far it is.';
const alsoDoes = 'The key needs the scope for what the job does as well.';
const begun = { status: 201, schema: Job } as const;
const steps = ['pause', 'resume', 'cancel'] as const;

const others: { id: string; action: Exclude<BulkAction, 'send'>; act: Act; summary: string }[] = [
  { id: 'archiveMany', action: 'archive', act: 'users.archive', summary: 'Archive many users' },
  { id: 'unarchiveMany', action: 'unarchive', act: 'users.archive', summary: 'Take many users back from the archive' },
  { id: 'endSessionsOfMany', action: 'end_sessions', act: 'sessions.end', summary: 'End the sessions of many users' },
  { id: 'cancelLinksOfMany', action: 'cancel_links', act: 'resets.cancel', summary: 'Cancel the links of many users' },
];

const ResultsQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: 'How many at most; 100 if not told.' }),
  cursor: z.coerce.number().int().min(1).optional().meta({ description: '`next` of the part before.' }),
});

/** What is done to many: each operation begins a job, which goes on by itself. */
export function jobs({ jobs, resets }: ApiParts): Operation[] {
  return [
    operation({
      id: 'sendManyResets',
      method: 'post',
      path: '/jobs/send',
      summary: 'Send password reset instructions to many users',
      description: alsoFinds,
      act: 'resets.send',
      body: ManyResets,
      answer: begun,
      refuses: ['identity_check_missing', 'too_many_jobs'],
      async handle({ caller, body: { identity_check, note, per_minute, ...whom } }) {
        const how = { identityCheck: identity_check, note, perMinute: per_minute };
        const id = await resets.startBulk(caller, { action: 'send', users: usersOf(whom), ...how });
        return jobs.describe(caller, id);
      },
    }),
    ...others.map(({ id, action, act, summary }) =>
      operation({
        id,
        method: 'post',
        path: `/jobs/${action.replace('_', '-')}`,
        summary,
        description: alsoFinds,
        act,
        body: Many,
        answer: begun,
        refuses: ['too_many_jobs'],
        handle: async ({ caller, body }) =>
          jobs.describe(caller, await resets.startBulk(caller, { action, users: usersOf(body) })),
      }),
    ),
    operation({
      id: 'getJob',
      method: 'get',
      path: '/jobs/{id}',
      summary: 'Tell how far a job is',
      description: alsoDoes,
      act: 'users.find',
      params: ById,
      answer: { status: 200, schema: Job },
      refuses: ['not_found'],
      handle: ({ caller, params }) => jobs.describe(caller, params.id),
    }),
    operation({
      id: 'listJobResults',
      method: 'get',
      path: '/jobs/{id}/results',
      summary: 'List what became of each user of a job',
      description: alsoDoes,
      act: 'users.find',
      params: ById,
      query: ResultsQuery,
      answer: { status: 200, schema: pageOf(JobResult) },
      refuses: ['not_found'],
      async handle({ caller, params, query: { limit = 100, cursor = 0 } }) {
        const found = await jobs.results(caller, params.id, { after: cursor, limit: limit + 1 });
        const items = found.slice(0, limit);
        return { items, next: found.length > limit ? String(items.at(-1)?.number) : null };
      },
    }),
    ...steps.map((to) =>
      operation({
        id: `${to}Job`,
        method: 'post',
        path: `/jobs/{id}/${to}`,
        summary: `${to.charAt(0).toUpperCase()}${to.slice(1)} a job; what it did stays done`,
        description: `${alsoDoes} Of oneself, or of somebody whose role is not above that of the owner of the key; resumed with the key that began it, in the console otherwise, and not while whoever began it is gone; else \`forbidden\`.`,
        act: 'users.find',
        params: ById,
        answer: { status: 200, schema: Job },
        refuses: ['not_found', 'job_ended'],
        async handle({ caller, params }) {
          await jobs.steer(caller, params.id, to);
          return jobs.describe(caller, params.id);
        },
      }),
    ),
  ];
}

/** A call that names nobody means nobody, and not everybody: of a search of accents alone nothing is left. Refuses `malformed`. */
function usersOf({ user_ids: ids, search = '', filter }: z.infer<typeof Many>) {
  if (ids === undefined && searchable(search) === '' && filter === undefined)
    throw new Refusal('malformed', { field: 'user_ids' });
  return { search, filters: filtersIn(filter), ...(ids && { ids }) };
}
