import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, PageQuery, pageOf } from '../shapes/common.ts';
import { NewUser, User } from '../shapes/user.ts';

const search = z.string().max(320).optional().meta({ description: 'Part of a name, login or email.' });

export function users({ users, resets, database }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listUsers',
      method: 'get',
      path: '/users',
      summary: 'List users by login',
      act: 'users.find',
      query: PageQuery.extend({ search }),
      answer: { status: 200, schema: pageOf(User) },
      refuses: [],
      handle: ({ caller, query }) => users.list(caller, query),
    }),
    operation({
      id: 'createUser',
      method: 'post',
      path: '/users',
      summary: 'Create a user',
      description: 'Without a password: a link sets the first one. `invite` mails it.',
      act: 'users.create',
      body: NewUser,
      answer: { status: 201, schema: User },
      refuses: ['login_missing', 'login_taken', 'name_missing', 'email_malformed', 'not_found', 'no_address'],
      async handle({ caller, body: { invite, time_zone, ...body } }) {
        const newUser = { ...body, timeZone: time_zone };
        const user = invite ? (await resets.invite(caller, newUser, {})).user : await users.create(caller, newUser);
        return users.describe(database.read, user);
      },
    }),
    operation({
      id: 'archiveUser',
      method: 'post',
      path: '/users/{id}/archive',
      summary: 'Archive a user: sessions, keys and links end',
      act: 'users.archive',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found', 'last_settings_user'],
      handle: ({ caller, params }) => users.archive(caller, params.id),
    }),
  ];
}
