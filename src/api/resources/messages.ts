import { z } from 'zod';
import { warnings } from '../../resets/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, PageQuery, pageOf } from '../shapes/common.ts';
import { Message, messageStates } from '../shapes/message.ts';

export function messages({ mail }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listMessages',
      method: 'get',
      path: '/messages',
      summary: 'List letters with every attempt to send them, newest first',
      act: 'messages.read',
      query: PageQuery.extend({ state: z.enum(messageStates).optional() }),
      answer: { status: 200, schema: pageOf(Message) },
      refuses: [],
      handle: ({ caller, query }) => mail.list(caller, query),
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
