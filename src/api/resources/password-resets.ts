import { z } from 'zod';
import { Refusal } from '../../kernel/index.ts';
import { type Operation, operation, waits } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, id, millisecondsOf, only, PageQuery, pageOf, period, person } from '../shapes/common.ts';
import { Explanation, toExplanation } from '../shapes/explanation.ts';
import { Accepted, Ask, NewReset, Redeemed, Redemption, Reset, ResetSummary } from '../shapes/reset.ts';

/** What keeps a letter from somebody who is known here. */
const sendingRefuses = [
  'not_found',
  'archived',
  'no_address',
  'email_malformed',
  'identity_check_missing',
  'code_wrong',
  ...waits,
] as const;

function toHow({ identity_check, identity_code, note }: z.output<typeof NewReset>) {
  return { identityCheck: identity_check, identityCode: identity_code, note };
}

/** What both lists have, where both were asked for. */
function inBoth<T>(some: T[] | undefined, others: T[] | undefined): T[] | undefined {
  return some && others ? some.filter((one) => others.includes(one)) : (some ?? others);
}

export function passwordResets({ resets, users, database }: ApiParts): Operation[] {
  return [
    operation({
      id: 'askForReset',
      method: 'post',
      path: '/password-resets',
      summary: 'Ask for a reset',
      description: 'The answer is the same whoever is named. A letter follows if an account matches.',
      act: 'open',
      body: Ask,
      answer: { status: 202, schema: Accepted },
      refuses: ['self_service_off', 'challenge_needed', 'forbidden', 'scope_missing'],
      async handle({ caller, body: { login, client_address, challenge: token, solution: number } }) {
        if (client_address !== undefined && caller.actor.kind !== 'user') throw new Refusal('key_missing', {});
        await resets.ask(caller, { login, clientAddress: client_address, challenge: { token, number } });
        return { accepted: true as const };
      },
    }),
    operation({
      id: 'redeemLink',
      method: 'post',
      path: '/password-resets/redeem',
      summary: 'Set a new password with a link',
      description: 'All that the old password had opened ends. Nobody is signed in. A refused password costs no link.',
      act: 'open',
      body: Redemption,
      answer: { status: 200, schema: Redeemed },
      refuses: ['link_unknown', 'link_expired', 'link_used', 'password_refused', 'breaches_unknown'],
      async handle({ caller, body }) {
        const { userId, ended } = await resets.redeem(caller, body);
        return { user_id: userId, ended };
      },
    }),
    operation({
      id: 'listResets',
      method: 'get',
      path: '/password-resets',
      summary: 'List resets, newest first',
      act: 'resets.read',
      query: PageQuery.extend({
        user_id: id.optional(),
        search: person,
        state: ResetSummary.shape.state.optional(),
        reason: z.string().max(100).optional().meta({ description: 'Why it was decided so, such as `limited`.' }),
        source: ResetSummary.shape.source.optional(),
        purpose: ResetSummary.shape.purpose.optional(),
        ...period,
      }),
      answer: { status: 200, schema: pageOf(ResetSummary) },
      refuses: [],
      async handle({ caller, query: { user_id, search, state, reason, source, from, until, ...asked } }) {
        const meant = search === undefined ? undefined : await users.meantBy(database.read, search);
        return resets.list(caller, {
          ...asked,
          userIds: inBoth(
            only(user_id),
            meant?.map(({ id }) => id),
          ),
          states: only(state),
          reasons: only(reason),
          sources: only(source),
          from: millisecondsOf(from),
          until: millisecondsOf(until),
        });
      },
    }),
    // Before the one that takes an id, which it is not.
    operation({
      id: 'explainAddress',
      method: 'get',
      path: '/password-resets/why',
      summary: 'Tell why no mail came: every decision about an address or a login, and who has almost this one',
      description: 'The key needs `users:read` and `mail:read` as well.',
      act: 'resets.read',
      query: z.strictObject({ address: z.string().min(1).max(320).meta({ description: 'As somebody typed it.' }) }),
      answer: { status: 200, schema: Explanation },
      refuses: [],
      async handle({ caller, query: { address } }) {
        const told = await resets.explain(caller, address);
        if (!told) throw new Refusal('malformed', { field: 'address' });
        return toExplanation(told);
      },
    }),
    operation({
      id: 'getReset',
      method: 'get',
      path: '/password-resets/{id}',
      summary: 'Tell a reset with its timeline',
      act: 'resets.read',
      params: ById,
      answer: { status: 200, schema: Reset },
      refuses: ['not_found'],
      async handle({ caller, params }) {
        const reset = await resets.describe(caller, params.id);
        if (!reset) throw new Refusal('not_found', {});
        return reset;
      },
    }),
    operation({
      id: 'resendReset',
      method: 'post',
      path: '/password-resets/{id}/resend',
      summary: 'Send the letter of a reset once more',
      description: 'With a fresh link of the same reset while it lives, else as a new reset, which is then answered.',
      act: 'resets.send',
      params: ById,
      body: NewReset,
      answer: { status: 201, schema: Reset },
      refuses: sendingRefuses,
      handle: ({ caller, params, body }) => resets.resend(caller, params.id, toHow(body)),
    }),
    operation({
      id: 'cancelReset',
      method: 'post',
      path: '/password-resets/{id}/cancel',
      summary: 'Cancel a reset: its links die, its waiting letter is withdrawn',
      act: 'resets.cancel',
      params: ById,
      answer: { status: 200, schema: Reset },
      refuses: ['not_found', 'reset_ended'],
      handle: ({ caller, params }) => resets.cancel(caller, params.id),
    }),
    operation({
      id: 'sendReset',
      method: 'post',
      path: '/users/{id}/password-resets',
      summary: 'Send password reset instructions to a user',
      act: 'resets.send',
      params: ById,
      body: NewReset,
      answer: { status: 201, schema: Reset },
      refuses: sendingRefuses,
      handle: async ({ caller, params, body }) => (await resets.send(caller, params.id, toHow(body))).reset,
    }),
    operation({
      id: 'mailIdentityCode',
      method: 'post',
      path: '/users/{id}/identity-codes',
      summary: 'Mail a code to a user, for whoever is calling to read back',
      description: 'It holds for ten minutes, and once.',
      act: 'resets.send',
      params: ById,
      answer: { status: 202, schema: z.object({ message_id: id }).meta({ id: 'MailedCode' }) },
      refuses: ['not_found', 'archived', 'no_address', 'email_malformed'],
      handle: async ({ caller, params }) => ({ message_id: await resets.sendCode(caller, params.id) }),
    }),
    operation({
      id: 'inviteAgain',
      method: 'post',
      path: '/users/{id}/invitations',
      summary: 'Send another invitation to a user who never had a password',
      act: 'resets.send',
      params: ById,
      body: NewReset,
      answer: { status: 201, schema: Reset },
      refuses: [...sendingRefuses, 'already_confirmed'],
      handle: ({ caller, params, body }) => resets.inviteAgain(caller, params.id, toHow(body)),
    }),
    operation({
      id: 'cancelLinks',
      method: 'post',
      path: '/users/{id}/cancel-links',
      summary: 'Cancel every reset of a user that still goes on, and a new email that waits to be proven',
      act: 'resets.cancel',
      params: ById,
      answer: { status: 200, schema: z.object({ links: z.int() }).meta({ id: 'CancelledLinks' }) },
      refuses: ['not_found'],
      handle: async ({ caller, params }) => ({ links: await resets.cancelAll(caller, params.id) }),
    }),
  ];
}
