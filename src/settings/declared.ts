import { z } from 'zod';
import { day, hour, minute } from '../kernel/index.ts';

/**
 * Every setting that an administrator may change while the server runs: its shape, its default, what it means.
 * Lengths of time are in milliseconds.
 */
export const declared = {
  link_life: {
    shape: z
      .number()
      .int()
      .min(10 * minute)
      .max(day),
    default: day,
    explain: 'How long a reset link holds, counted from the ask: from 10 minutes to 24 hours.',
  },
  invitation_life: {
    shape: z
      .number()
      .int()
      .min(hour)
      .max(14 * day),
    default: 7 * day,
    explain: 'How long an invitation holds: from 1 hour to 14 days.',
  },
  automatic_sign_in: {
    shape: z.enum(['on', 'not_for_administrators', 'off']),
    default: 'on',
    explain: 'Whether a person is signed in at once after setting a password by a link.',
  },
  self_service: {
    shape: z.boolean(),
    default: true,
    explain: 'Whether the sign-in page offers Reset Password.',
  },
  policy: {
    shape: z.enum(['guide', 'modern']),
    default: 'guide',
    explain:
      'Which preset judges new passwords: the four classes of the guide, or length and block-list (NIST SP 800-63B-4).',
  },
  audit_retention: {
    shape: z
      .number()
      .int()
      .min(30 * day),
    default: 365 * day,
    explain: 'How long the record of what happened is kept: at least 30 days. What is older is removed once a day.',
  },
  password_min_length: {
    shape: z.number().int().min(8).max(64),
    default: 8,
    explain: 'How many characters a new password has at least, where that is more than the preset demands: 8 to 64.',
  },
  password_history: {
    shape: z.number().int().min(0).max(24),
    default: 0,
    explain:
      'How many of the last passwords, the present one among them, may not be set again: 0 to 24. Their hashes are kept for that.',
  },
  password_barred_words: {
    shape: z.array(z.string().trim().min(3).max(64)).max(1_000),
    default: [] as string[],
    explain:
      'Words that no password may contain, whatever their case and with the usual substitutions: products, places, teams.',
  },
  breach_lookup: {
    shape: z.enum(['off', 'fail_open', 'fail_closed']),
    default: 'off',
    explain:
      'Whether new passwords are looked up among breached ones over the network, by the first five digits of their SHA-1 alone; and whether a password is let through or held back while that service cannot be reached.',
  },
  breach_lookup_address: {
    shape: z.url({ protocol: /^https$/ }),
    default: 'https://api.pwnedpasswords.com',
    explain:
      'Where breached passwords are looked up: a service that answers ranges of SHA-1 (k-anonymity), reached by https.',
  },
} as const satisfies Record<string, { shape: z.ZodType; default: unknown; explain: string }>;

export type SettingKey = keyof typeof declared;
export type SettingValues = { [K in SettingKey]: z.infer<(typeof declared)[K]['shape']> };
