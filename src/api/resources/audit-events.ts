import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { AuditEvent } from '../shapes/audit-event.ts';
import { moment, PageQuery, pageOf } from '../shapes/common.ts';

export function auditEvents({ audit }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listAuditEvents',
      method: 'get',
      path: '/audit-events',
      summary: 'List what happened, newest first',
      act: 'audit.read',
      query: PageQuery.extend({
        event: z.string().max(100).optional().meta({ description: 'Such as `user.archived`.' }),
        subject_id: z.string().max(100).optional().meta({ description: 'Whom or what it is about.' }),
        outcome: z.enum(['done', 'refused']).optional(),
        address: z.string().max(100).optional().meta({ description: 'The network address that it came from.' }),
        from: moment.optional(),
        until: moment.optional().meta({ description: 'Not including it.' }),
      }),
      answer: { status: 200, schema: pageOf(AuditEvent) },
      refuses: [],
      async handle({ caller, query: { event, subject_id, outcome, address, from, until, limit = 50, cursor } }) {
        const about = { events: event === undefined ? undefined : [event], subjectId: subject_id, outcome, address };
        const query = { ...about, from: millisecondsOf(from), until: millisecondsOf(until) };
        const { rows, next = null } = await audit.page(caller, query, { limit, after: cursor });
        return { items: rows, next };
      },
    }),
  ];
}

function millisecondsOf(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}
