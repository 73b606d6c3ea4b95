import { z } from 'zod';
import { type Operation, operation, waits } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { PartQuery, pageOf, partOf } from '../shapes/common.ts';
import { MailServer, MailServerEdit, MailTest, MailTestWish, NewMailServer } from '../shapes/outgoing-mail-server.ts';

/** The one of the environment has a name in place of an id. */
const ServerId = z.object({ id: z.string().min(1).max(100) });
const MailServers = pageOf(MailServer);
const MailServerOrder = z
  .strictObject({ ids: z.array(z.string().min(1).max(100)).meta({ description: 'All of them, the first one first.' }) })
  .meta({ id: 'MailServerOrder' });

export function outgoingMailServers({ mail: { servers }, users, database }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listMailServers',
      method: 'get',
      path: '/outgoing-mail-servers',
      summary: 'List outgoing mail servers in the order in which they are asked',
      act: 'messages.read',
      query: PartQuery,
      answer: { status: 200, schema: MailServers },
      refuses: [],
      handle: async ({ caller, query }) => partOf(await servers.list(caller), query),
    }),
    operation({
      id: 'createMailServer',
      method: 'post',
      path: '/outgoing-mail-servers',
      summary: 'Add an outgoing mail server',
      act: 'mail_servers.change',
      body: NewMailServer,
      answer: { status: 201, schema: MailServer },
      refuses: ['fields_wrong', ...waits],
      handle: ({ caller, body }) => servers.create(caller, given(body)),
    }),
    operation({
      id: 'getMailServer',
      method: 'get',
      path: '/outgoing-mail-servers/{id}',
      summary: 'Tell an outgoing mail server: never its secrets',
      act: 'messages.read',
      params: ServerId,
      answer: { status: 200, schema: MailServer },
      refuses: ['not_found'],
      handle: ({ caller, params }) => servers.read(caller, params.id),
    }),
    operation({
      id: 'editMailServer',
      method: 'patch',
      path: '/outgoing-mail-servers/{id}',
      summary: 'Change an outgoing mail server',
      description: 'Where it leads elsewhere afterwards, its secrets have to be given again.',
      act: 'mail_servers.change',
      params: ServerId,
      body: MailServerEdit,
      answer: { status: 200, schema: MailServer },
      refuses: ['not_found', 'read_only', 'changed_meanwhile', 'fields_wrong', ...waits],
      handle: ({ caller, params, body: { version, ...input } }) =>
        servers.edit(caller, params.id, { version, input: given(input) }),
    }),
    operation({
      id: 'deleteMailServer',
      method: 'delete',
      path: '/outgoing-mail-servers/{id}',
      summary: 'Remove an outgoing mail server; letters that waited for it go to the next',
      act: 'mail_servers.change',
      params: ServerId,
      answer: { status: 204 },
      refuses: ['not_found', 'read_only', ...waits],
      handle: ({ caller, params }) => servers.remove(caller, params.id),
    }),
    operation({
      id: 'orderMailServers',
      method: 'post',
      path: '/outgoing-mail-servers/order',
      summary: 'Say which outgoing mail server is asked first',
      act: 'mail_servers.change',
      body: MailServerOrder,
      answer: { status: 200, schema: MailServers },
      refuses: ['changed_meanwhile', ...waits],
      handle: async ({ caller, body }) => ({ items: await servers.order(caller, body.ids), next: null }),
    }),
    operation({
      id: 'testMailServer',
      method: 'post',
      path: '/outgoing-mail-servers/test',
      summary: 'Try an outgoing mail server now',
      act: 'mail.test',
      body: MailTestWish,
      answer: { status: 200, schema: MailTest },
      refuses: ['not_found', 'email_malformed', 'configuration'],
      handle: async ({ caller: { actor, ...caller }, body }) => {
        const reader = actor.kind === 'user' ? await users.byId(database.read, actor.id) : undefined;
        return servers.test({ ...caller, actor }, { ...body, reader });
      },
    }),
  ];
}

/** Without what was not given. */
function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
