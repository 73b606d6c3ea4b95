import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { AuditEvent } from '../shapes/audit-event.ts';
import { PageQuery, pageOf } from '../shapes/common.ts';

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
      }),
      answer: { status: 200, schema: pageOf(AuditEvent) },
      refuses: [],
      handle: ({ caller, query: { subject_id, ...query } }) => audit.list(caller, { subjectId: subject_id, ...query }),
    }),
  ];
}
