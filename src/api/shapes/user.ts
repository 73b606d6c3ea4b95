import { z } from 'zod';
import type { FactorsOfUser } from '../../factors/index.ts';
import { roles } from '../../kernel/index.ts';
import { id, moment } from './common.ts';

export const User = z
  .object({
    id,
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    state: z.enum(['invited', 'confirmed', 'archived']),
    language: z.string(),
    time_zone: z.string(),
    company: z.object({ id, name: z.string() }),
    created_at: moment,
    last_sign_in_at: moment.nullable(),
  })
  .meta({ id: 'User' });

const SecondFactors = z.object({
  app: z.boolean().meta({ description: 'Codes of an authenticator app.' }),
  passkeys: z.int(),
  recovery_codes: z.int().meta({ description: 'Not used yet, and not disowned.' }),
  remembered_devices: z.int(),
  missing: z.boolean().meta({ description: 'Whether the role demands one and there is none.' }),
  disowned: z.object({ app: z.boolean(), passkeys: z.int() }).meta({
    description:
      'Which of these open nothing any more, because "This was not me" was said of them: they count until they are removed.',
  }),
});

export const ShownUser = User.extend({
  version: z.int().meta({ description: 'Grows with every edit.' }),
  password: z.object({ changed_at: moment, policy: z.string() }).nullable().meta({
    description:
      'When it was set, and the policy that judged it; null where there is none. Whoever may find users is told, like the time of the last sign-in: "It was changed yesterday" is what helps most callers.',
  }),
  shares_email_with: z.array(id),
  second_factors: SecondFactors.nullable().meta({
    description: 'Null to whoever may not see the sessions of this user either.',
  }),
  mail_failing: z
    .boolean()
    .meta({ description: 'Whether the latest letter to them could not be delivered, or came back.' }),
}).meta({ id: 'ShownUser' });

export function toSecondFactors(has: FactorsOfUser & { missing: boolean }): z.output<typeof SecondFactors> {
  const { totp, passkeys, recoveryCodes, rememberedDevices, missing } = has;
  return {
    app: totp !== undefined,
    passkeys: passkeys.length,
    recovery_codes: recoveryCodes,
    remembered_devices: rememberedDevices,
    missing,
    disowned: { app: totp?.disowned === true, passkeys: passkeys.filter(({ disowned }) => disowned).length },
  };
}

const sharesEmail = z
  .boolean()
  .optional()
  .meta({ description: 'Says that an email which others have already is meant to be shared.' });

export const NewUser = z
  .strictObject({
    login: z.string(),
    name: z.string(),
    email: z.string().optional(),
    role: z.enum(roles).optional().meta({ description: '`user` if not told.' }),
    company: z.string().optional().meta({ description: 'An id or a name; the first company if not told.' }),
    language: z.string().optional().meta({ description: "The company's if not told." }),
    time_zone: z.string().optional().meta({ description: 'A name such as Europe/Berlin; UTC if not told.' }),
    shares_email: sharesEmail,
    invite: z.boolean().optional().meta({ description: 'Whether an invitation is mailed.' }),
  })
  .meta({ id: 'NewUser' });

export const UserEdit = z
  .strictObject({
    version: z
      .int()
      .optional()
      .meta({ description: 'The one that the change is based on: refused when it is not so any more.' }),
    login: z.string().optional(),
    name: z.string().optional(),
    email: z.string().optional().meta({ description: 'An empty one takes it away.' }),
    role: z.enum(roles).optional(),
    company: z.string().optional(),
    language: z.string().optional(),
    time_zone: z.string().optional(),
    shares_email: sharesEmail,
  })
  .meta({ id: 'UserEdit', description: 'What is left out stays.' });
