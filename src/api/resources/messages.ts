import { z } from 'zod';
import { warnings } from '../../resets/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, millisecondsOf, only, PageQuery, pageOf, period, person } from '../shapes/common.ts';
import { Message, messageStates } from '../shapes/message.ts';

export function messages({ mail, users, database }: ApiParts): Operation[] {
  /** Whom letters go to who is named so: the address itself, and everybody who is meant by it. */
  const addressees = async (search: string) => {
    const meant = await users.meantBy(database.read, search);
    return { address: search, userIds: meant.map(({ id }) => id) };
  };
  return [
    operation({
      id: 'listMessages',
      method: 'get',
      path: '/messages',
      summary: 'List letters with every attempt to send them, newest first',
      act: 'messages.read',
      query: PageQuery.extend({
        state: z.enum(messageStates).optional(),
        kind: z.string().max(100).optional().meta({ description: 'Such as `reset`.' }),
        search: person,
        from: period.from,
      }),
      answer: { status: 200, schema: pageOf(Message) },
      refuses: [],
      async handle({ caller, query: { state, kind, search, from, limit = 50, cursor } }) {
        const query = {
          states: only(state),
          kinds: only(kind),
          from: millisecondsOf(from),
          to: search === undefined ? undefined : await addressees(search),
        };
        const { rows, next = null } = await mail.page(caller, query, { limit, after: cursor });
        return { items: rows, next };
      },
    }),
    operation({
      id: 'getMessage',
      method: 'get',
      path: '/messages/{id}',
      summary: 'Tell a letter: never what it says',
      act: 'messages.read',
      params: ById,
      answer: { status: 200, schema: Message },
      refuses: ['not_found'],
      handle: ({ caller, params }) => mail.message(caller, params.id),
    }),
    operation({
      id: 'cancelMessage',
      method: 'post',
      path: '/messages/{id}/cancel',
      summary: 'Do not send a waiting letter any more',
      description: `Those that warn somebody, or ask an administrator to look, have to go: ${warnings.join(', ')}.`,
      act: 'messages.cancel',
      params: ById,
      answer: { status: 200, schema: Message },
      refuses: ['not_found', 'message_ended', 'message_warns'],
      handle: ({ caller, params }) => mail.cancel(caller, params.id),
    }),
    operation({
      id: 'retryMessage',
      method: 'post',
      path: '/messages/{id}/retry',
      summary: 'Send a waiting or failed letter now',
      act: 'messages.retry',
      params: ById,
      answer: { status: 200, schema: Message },
      refuses: ['not_found', 'message_ended'],
      handle: ({ caller, params }) => mail.retry(caller, params.id),
    }),
  ];
}
