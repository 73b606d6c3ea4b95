import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById } from '../shapes/common.ts';
import { Limits, toLimits, toUserLimits, UserLimits } from '../shapes/limits.ts';

export function limits({ resets }: ApiParts): Operation[] {
  return [
    operation({
      id: 'getLimits',
      method: 'get',
      path: '/limits',
      summary: 'Tell what is limited now: for everybody, for users, and for a network address',
      act: 'resets.read',
      query: z.strictObject({
        address: z.string().max(45).optional().meta({ description: 'A network address that people come from.' }),
      }),
      answer: { status: 200, schema: Limits },
      refuses: [],
      handle: async ({ caller, query }) => toLimits(await resets.limits(caller, query.address)),
    }),
    operation({
      id: 'getUserLimits',
      method: 'get',
      path: '/users/{id}/limits',
      summary: 'Tell how it stands with the limits of a user',
      act: 'resets.read',
      params: ById,
      answer: { status: 200, schema: UserLimits },
      refuses: ['not_found'],
      handle: async ({ caller, params }) => toUserLimits(await resets.limitsOf(caller, params.id)),
    }),
    operation({
      id: 'liftLimits',
      method: 'post',
      path: '/users/{id}/lift-limits',
      summary: 'Let letters to a user go out again at once, and own changes be made',
      act: 'resets.lift_limits',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found'],
      handle: ({ caller, params }) => resets.liftLimits(caller, params.id),
    }),
  ];
}
