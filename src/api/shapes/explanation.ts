import { z } from 'zod';
import type { Explanation as Explained, MeantPerson, ToldReset } from '../../resets/index.ts';
import type { User } from '../../users/index.ts';
import { id, iso, isoOrNull, moment } from './common.ts';
import { Message } from './message.ts';
import { reason } from './reset.ts';

const Named = z.object({ user_id: id, login: z.string(), email: z.string().nullable() });

const Decided = z.object({
  reset_id: id,
  state: z.string(),
  reason: reason.nullable().meta({ description: 'Null while it is undecided.' }),
  asked_at: moment,
  user_id: id.nullable(),
  message: Message.nullable().meta({ description: 'Its latest letter.' }),
});

const Meant = Named.extend({
  unreachable: z.enum(['archived', 'no_address', 'email_malformed']).nullable(),
  limited_until: moment.nullable(),
  paused_until: moment.nullable(),
  sign_ins_until: moment.nullable().meta({
    description:
      'Until when no sign-in is tried from browsers that the account does not know, since too many have failed.',
  }),
  approval_asked_at: moment
    .nullable()
    .meta({ description: 'Since when a letter that staff want to send waits for a second administrator.' }),
  shared_with: z.array(Named).meta({ description: 'Others who have the same email.' }),
  resets: z.array(Decided).meta({ description: 'The latest, whoever asked.' }),
});

export const Explanation = z
  .object({
    asks: z.array(Decided).meta({ description: 'What was asked for under exactly this name, newest first.' }),
    asked_since: moment.meta({ description: 'Earlier asks are not remembered by what was typed.' }),
    unreadable_at: moment.nullable().meta({
      description: 'When somebody asked last of whom nobody can read who it was, since another secret sealed it.',
    }),
    people: z.array(Meant).meta({ description: 'Who is meant.' }),
    near: z.array(Named).meta({ description: 'Whose login or email is almost this.' }),
    looks_like_email: z.boolean().nullable().meta({ description: 'Null where nothing like an email was told.' }),
    self_service: z.boolean().meta({ description: 'Whether people may ask for themselves.' }),
    ready: z.boolean().meta({ description: 'Whether some mail server could take a letter now.' }),
    waiting_since: moment.nullable().meta({ description: 'Since when the letter that waits longest could have gone.' }),
  })
  .meta({ id: 'Explanation' });

export function toExplanation(told: Explained): z.infer<typeof Explanation> {
  return {
    asks: told.asks.map(toDecided),
    asked_since: iso(told.askedSince),
    unreadable_at: isoOrNull(told.unreadableAt),
    people: told.people.map(toMeant),
    near: told.near.map(toNamed),
    looks_like_email: told.looksLikeEmail ?? null,
    self_service: told.selfService,
    ready: told.ready,
    waiting_since: isoOrNull(told.waitingSince),
  };
}

function toMeant(person: MeantPerson): z.infer<typeof Meant> {
  return {
    ...toNamed(person.user),
    unreachable: person.unreachable ?? null,
    limited_until: isoOrNull(person.limitedUntil),
    paused_until: isoOrNull(person.pausedUntil),
    sign_ins_until: isoOrNull(person.signInsUntil),
    approval_asked_at: isoOrNull(person.approval?.askedAt),
    shared_with: person.sharedWith.map(toNamed),
    resets: person.resets.map(toDecided),
  };
}

function toNamed({ id, login, email }: User): z.infer<typeof Named> {
  return { user_id: id, login, email: email ?? null };
}

function toDecided({ reset, letter }: ToldReset): z.infer<typeof Decided> {
  return {
    reset_id: reset.id,
    state: reset.state,
    reason: reset.reason ?? null,
    asked_at: iso(reset.askedAt),
    user_id: reset.user?.id ?? null,
    message: letter ?? null,
  };
}
