import { z } from 'zod';
import { Refusal } from '../../kernel/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { AuditEvent, Verification } from '../shapes/audit-event.ts';
import { ById, id, millisecondsOf, only, PageQuery, pageOf, period, person } from '../shapes/common.ts';

export function auditEvents({ audit, users, database }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listAuditEvents',
      method: 'get',
      path: '/audit-events',
      summary: 'List what happened, newest first',
      act: 'audit.read',
      query: PageQuery.extend({
        event: z.string().max(100).optional().meta({ description: 'Such as `user.archived`.' }),
        user_id: id.optional().meta({ description: 'Done by this user, or to them.' }),
        search: person.meta({
          description: 'The same of somebody by the exact login, also as of then, or the email. Not beside `user_id`.',
        }),
        subject_id: z.string().max(100).optional().meta({ description: 'Whom or what it is about.' }),
        outcome: z.enum(['done', 'refused']).optional(),
        address: z.string().max(100).optional().meta({ description: 'The network address that it came from.' }),
        ...period,
      }),
      answer: { status: 200, schema: pageOf(AuditEvent) },
      refuses: [],
      async handle({ caller, query }) {
        const { event, user_id, search, subject_id, from, until, limit = 50, cursor, ...asked } = query;
        if (user_id !== undefined && search !== undefined) throw new Refusal('malformed', { field: 'search' });
        const typed = user_id ?? search;
        const wanted = {
          ...asked,
          events: only(event),
          people: typed === undefined ? undefined : await users.meantInRecord(database.read, typed),
          subjectId: subject_id,
          from: millisecondsOf(from),
          until: millisecondsOf(until),
        };
        const { rows, next = null } = await audit.page(caller, wanted, { limit, after: cursor });
        return { items: rows, next };
      },
    }),
    operation({
      id: 'verifyAuditEvents',
      method: 'get',
      path: '/audit-events/verification',
      summary: 'Verify that the record is what was sealed',
      description:
        'All of it is read before the answer comes. Those who ask at once share one reading; of one person and their keys it is read 12 times an hour.',
      act: 'audit.read',
      answer: { status: 200, schema: Verification },
      refuses: [],
      handle: ({ caller }) => audit.verify(caller),
    }),
    // After the one that has a name in place of an id.
    operation({
      id: 'getAuditEvent',
      method: 'get',
      path: '/audit-events/{id}',
      summary: 'Tell one event',
      act: 'audit.read',
      params: ById,
      answer: { status: 200, schema: AuditEvent },
      refuses: ['not_found'],
      async handle({ caller, params }) {
        const event = await audit.find(caller, params.id);
        if (!event) throw new Refusal('not_found', {});
        return event;
      },
    }),
  ];
}
