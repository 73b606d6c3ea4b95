import { z } from 'zod';
import type { LimitedPerson, LimitsNow, Standing as Stands } from '../../resets/index.ts';
import { id, isoOrNull, moment } from './common.ts';

const Standing = z.object({
  limit: z.string().meta({ description: 'Which one, such as `letters_per_hour`.' }),
  count: z.int(),
  max: z.int().meta({ description: 'From here on it holds back.' }),
  since: moment.nullable().meta({ description: 'When the count began; null while nothing is counted.' }),
  until: moment.nullable().meta({ description: 'When it begins anew.' }),
});

export const UserLimits = z
  .object({
    user: z.object({ id, login: z.string() }),
    limits: z.array(Standing).meta({
      description:
        'Letters that others can cause, own changes that are each told by a letter, and failed sign-ins under each name of the user.',
    }),
    paused_until: moment
      .nullable()
      .meta({ description: 'The user said "This was not me": until then no ask is answered with a letter.' }),
    held_back: z.boolean().meta({ description: 'Whether a limit is full or a pause goes on.' }),
  })
  .meta({ id: 'UserLimits' });

export const Limits = z
  .object({
    installation: z.array(Standing).meta({ description: 'Asks for resets, whoever asks for whom.' }),
    users: z
      .array(UserLimits)
      .meta({ description: 'Those held back now, of the latest 200 resets that were stopped.' }),
    source: z
      .array(Standing)
      .nullable()
      .meta({ description: 'Of the network address that was told; null without one.' }),
  })
  .meta({ id: 'Limits' });

export function toLimits({ installation, people, source }: LimitsNow): z.infer<typeof Limits> {
  return {
    installation: installation.map(toStanding),
    users: people.map(toUserLimits),
    source: source?.standings.map(toStanding) ?? null,
  };
}

export function toUserLimits(person: LimitedPerson): z.infer<typeof UserLimits> {
  const { id, login } = person.user;
  return {
    user: { id, login },
    limits: person.standings.map(toStanding),
    paused_until: isoOrNull(person.pausedUntil),
    held_back: person.heldBack,
  };
}

function toStanding({ name, count, max, since, until }: Stands): z.infer<typeof Standing> {
  return { limit: name.replaceAll(/\W/g, '_'), count, max, since: isoOrNull(since), until: isoOrNull(until) };
}
