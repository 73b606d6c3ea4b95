import { z } from 'zod';
import { may, type RefusalCode } from '../../kernel/index.ts';
import { type Operation, operation, waits } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, filtersIn, PageQuery, pageOf, userFilter } from '../shapes/common.ts';
import { NewUser, ShownUser, toSecondFactors, User, UserEdit } from '../shapes/user.ts';

const wrongFields = [
  'login_missing',
  'login_malformed',
  'login_taken',
  'name_missing',
  'email_malformed',
  'email_shared',
  'email_of_greater',
  'email_is_login',
  'not_found',
] as const satisfies RefusalCode[];

const search = z.string().max(320).optional().meta({ description: 'Part of a name, login or email.' });

export function users({ users, resets, factors, database }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listUsers',
      method: 'get',
      path: '/users',
      summary: 'List users by login',
      description: 'When more than 10,000 match a search, those whose name begins with it come first.',
      act: 'users.find',
      query: PageQuery.extend({ search, filter: userFilter.optional() }),
      answer: { status: 200, schema: pageOf(User) },
      refuses: [],
      handle: ({ caller, query: { filter, ...query } }) => users.list(caller, { ...query, filters: filtersIn(filter) }),
    }),
    operation({
      id: 'createUser',
      method: 'post',
      path: '/users',
      summary: 'Create a user',
      description:
        'Without a password: a link sets the first one. `invite` mails it. For another role than `user` the key needs `settings:write` as well.',
      act: 'users.create',
      body: NewUser,
      answer: { status: 201, schema: User },
      refuses: [...wrongFields, 'no_address', ...waits],
      async handle({ caller, body: { invite, time_zone, shares_email, ...body } }) {
        const newUser = { ...body, timeZone: time_zone, sharesEmail: shares_email };
        const user = invite ? (await resets.invite(caller, newUser, {})).user : await users.create(caller, newUser);
        return users.describe(database.read, user);
      },
    }),
    operation({
      id: 'getUser',
      method: 'get',
      path: '/users/{id}',
      summary: 'Tell a user',
      act: 'users.find',
      params: ById,
      answer: { status: 200, schema: ShownUser },
      refuses: ['not_found'],
      async handle({ caller, params }) {
        const { user, password, sharers, mailFailing } = await users.show(caller, params.id);
        return {
          ...(await users.describe(database.read, user)),
          version: user.version,
          password: password
            ? { changed_at: new Date(password.changedAt).toISOString(), policy: password.policy }
            : null,
          shares_email_with: sharers.map((sharer) => sharer.id),
          second_factors: may(caller, 'sessions.read', user)
            ? toSecondFactors({
                ...(await factors.of(database.read, user.id)),
                missing: await factors.missing(database.read, user),
              })
            : null,
          mail_failing: mailFailing,
        };
      },
    }),
    operation({
      id: 'editUser',
      method: 'patch',
      path: '/users/{id}',
      summary: 'Change a user',
      description:
        'Never a password. A new email or login ends the links of before and is told to the old address. To give a role, or staff another email, login, language or company, the key needs `settings:write` as well.',
      act: 'users.edit',
      params: ById,
      body: UserEdit,
      answer: { status: 200, schema: User },
      refuses: [...wrongFields, 'login_is_email', 'changed_meanwhile', 'last_settings_user', ...waits],
      async handle({ caller, params, body: { version, time_zone, shares_email, ...body } }) {
        const change = { ...body, timeZone: time_zone };
        const user = await users.edit(caller, params.id, { version, change, sharesEmail: shares_email });
        return users.describe(database.read, user);
      },
    }),
    operation({
      id: 'archiveUser',
      method: 'post',
      path: '/users/{id}/archive',
      summary: 'Archive a user: sessions, keys and links end',
      description: 'Of staff the key needs `settings:write` as well.',
      act: 'users.archive',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found', 'last_settings_user', 'own_account'],
      handle: ({ caller, params }) => users.archive(caller, params.id),
    }),
    operation({
      id: 'unarchiveUser',
      method: 'post',
      path: '/users/{id}/unarchive',
      summary: 'Take a user back from the archive',
      description: 'Of staff the key needs `settings:write` as well.',
      act: 'users.archive',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found', 'email_of_greater', ...waits],
      handle: ({ caller, params }) => users.unarchive(caller, params.id),
    }),
    operation({
      id: 'deleteUser',
      method: 'delete',
      path: '/users/{id}',
      summary: 'Erase a user with all that is theirs',
      description:
        'The record of what happened tells them under a pseudonym from then on. Of staff the key needs `settings:write` as well.',
      act: 'users.delete',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found', 'last_settings_user', 'own_account'],
      handle: ({ caller, params }) => users.delete(caller, params.id),
    }),
  ];
}
