import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, PartQuery, pageOf, partOf } from '../shapes/common.ts';
import { DkimKey, NewDkimKey } from '../shapes/dkim-key.ts';

/** What letters are signed with. */
export function dkimKeys({ mail: { dkim } }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listDkimKeys',
      method: 'get',
      path: '/dkim-keys',
      summary: 'List the keys that letters are signed with, by domain',
      act: 'messages.read',
      query: PartQuery,
      answer: { status: 200, schema: pageOf(DkimKey) },
      refuses: [],
      handle: async ({ caller, query }) => partOf(await dkim.list(caller), query),
    }),
    operation({
      id: 'createDkimKey',
      method: 'post',
      path: '/dkim-keys',
      summary: 'Make a key for a domain; letters are not signed with it yet',
      description: 'Publish its `record`, then start signing.',
      act: 'mail_servers.change',
      body: NewDkimKey,
      answer: { status: 201, schema: DkimKey },
      refuses: ['dkim_key_exists'],
      handle: ({ caller, body }) => dkim.create(caller, body.domain),
    }),
    operation({
      id: 'startSigning',
      method: 'post',
      path: '/dkim-keys/{id}/start',
      summary: 'Sign the letters of its domain with a key from now on, instead of with an earlier one',
      description: 'Refused until the domain name system has its `record`: receivers would find no key.',
      act: 'mail_servers.change',
      params: ById,
      answer: { status: 200, schema: DkimKey },
      refuses: ['not_found', 'dkim_not_published'],
      handle: ({ caller, params }) => dkim.start(caller, params.id),
    }),
    operation({
      id: 'deleteDkimKey',
      method: 'delete',
      path: '/dkim-keys/{id}',
      summary: 'Forget a key; letters are not signed with it any more',
      act: 'mail_servers.change',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found'],
      handle: ({ caller, params }) => dkim.remove(caller, params.id),
    }),
  ];
}
