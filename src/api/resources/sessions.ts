import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, id, moment, PartQuery, pageOf, partOf } from '../shapes/common.ts';

const Session = z
  .object({
    id,
    created_at: moment,
    last_seen_at: moment,
    address: z.string().nullable(),
    agent: z.string().nullable(),
  })
  .meta({ id: 'Session' });
const EndedSessions = z.object({ sessions: z.int().meta({ description: 'How many.' }) }).meta({ id: 'EndedSessions' });
const Whose = z.strictObject({ user_id: id });

export function sessions({ sessions }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listSessions',
      method: 'get',
      path: '/sessions',
      summary: "List a user's sessions",
      act: 'sessions.read',
      query: PartQuery.extend(Whose.shape),
      answer: { status: 200, schema: pageOf(Session) },
      refuses: ['not_found'],
      async handle({ caller, query: { user_id, ...part } }) {
        const found = await sessions.of(caller, user_id);
        const items = found.map((session) => ({
          id: session.id,
          created_at: new Date(session.createdAt).toISOString(),
          last_seen_at: new Date(session.lastSeenAt).toISOString(),
          address: session.address ?? null,
          agent: session.agent ?? null,
        }));
        return partOf(items, part);
      },
    }),
    operation({
      id: 'endSessions',
      method: 'delete',
      path: '/sessions',
      summary: "End all of a user's sessions",
      act: 'sessions.end',
      query: Whose,
      answer: { status: 200, schema: EndedSessions },
      refuses: ['not_found'],
      handle: async ({ caller, query }) => ({ sessions: await sessions.endOf(caller, query.user_id) }),
    }),
    operation({
      id: 'endSession',
      method: 'delete',
      path: '/sessions/{id}',
      summary: "End one of a user's sessions",
      act: 'sessions.end',
      params: ById,
      query: Whose,
      answer: { status: 200, schema: EndedSessions },
      refuses: ['not_found'],
      handle: async ({ caller, params, query }) => ({
        sessions: await sessions.endOf(caller, query.user_id, params.id),
      }),
    }),
  ];
}
