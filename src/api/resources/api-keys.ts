import { z } from 'zod';
import { Refusal } from '../../kernel/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ApiKey, MadeApiKey, NewApiKey } from '../shapes/api-key.ts';
import { ById, id, PageQuery, pageOf } from '../shapes/common.ts';

export function apiKeys({ apiKeys }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listApiKeys',
      method: 'get',
      path: '/api-keys',
      summary: "List the owner's keys, newest first",
      description: 'With `user_id` those of somebody else, with `everybody` all of them: for the role `settings`.',
      act: 'own.keys',
      query: PageQuery.extend({ user_id: id.optional(), everybody: z.literal('true').optional() }),
      answer: { status: 200, schema: pageOf(ApiKey) },
      refuses: [],
      handle: ({ caller, query: { user_id, everybody, ...page } }) =>
        apiKeys.list(caller, { userId: user_id, everybody: everybody !== undefined, ...page }),
    }),
    operation({
      id: 'createApiKey',
      method: 'post',
      path: '/api-keys',
      summary: 'Make a key for the same owner',
      description: 'It may no more than the key that calls, and ends no later: also when that one is revoked.',
      act: 'own.keys',
      body: NewApiKey,
      answer: { status: 201, schema: MadeApiKey },
      refuses: ['too_many_keys', 'scope_above_role'],
      async handle({ caller, body: { name, scopes, expires_at } }) {
        if (caller.actor.kind !== 'user') throw new Refusal('key_missing', {});
        const wanted = { name, scopes, expiresAt: Date.parse(expires_at) };
        const { key, record } = await apiKeys.create(caller, caller.actor.id, wanted);
        return { key, api_key: record };
      },
    }),
    operation({
      id: 'revokeApiKey',
      method: 'delete',
      path: '/api-keys/{id}',
      summary: 'End a key at once',
      description: "One of the owner's; anybody's with the role `settings`. Those that were made with it end, too.",
      act: 'own.keys',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found'],
      async handle({ caller, params }) {
        await apiKeys.revoke(caller, params.id);
      },
    }),
  ];
}
