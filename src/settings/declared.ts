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
  outgoing_mail: {
    shape: z.enum(['on', 'stopped']),
    default: 'on',
    explain: 'Whether letters leave. While stopped they wait in the queue; what is on its way then still arrives.',
  },
  policy: {
    shape: z.enum(['guide', 'modern']),
    default: 'guide',
    explain:
      'Which preset judges new passwords: the four classes of the guide, or length and block-list (NIST SP 800-63B-4).',
  },
} as const satisfies Record<string, { shape: z.ZodType; default: unknown; explain: string }>;

export type SettingKey = keyof typeof declared;
export type SettingValues = { [K in SettingKey]: z.infer<(typeof declared)[K]['shape']> };
