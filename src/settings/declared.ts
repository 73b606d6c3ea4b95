import type { z } from 'zod';
import { day, hour, minute } from '../kernel/index.ts';
import { choice, count, type Declaration, duration, emailAddress, httpsAddress, words, yesOrNo } from './kinds.ts';

/**
 * Every setting that an administrator may change while the server runs: its group, its kind with the bounds that are
 * safe, and its default. What it is called and what it means stands in the catalogue, `settings.KEY` and
 * `settings.KEY.explain`. Lengths of time are in milliseconds.
 */
export const declared = {
  self_service: yesOrNo({ group: 'self_service', default: true }),
  automatic_sign_in: choice({
    group: 'self_service',
    options: ['on', 'not_for_administrators', 'off'],
    default: 'on',
  }),
  link_life: duration({ group: 'links', min: 10 * minute, max: day, default: day }),
  invitation_life: duration({ group: 'links', min: hour, max: 14 * day, default: 7 * day }),
  policy: choice({ group: 'passwords', options: ['guide', 'modern'], default: 'guide' }),
  password_min_length: count({ group: 'passwords', min: 8, max: 64, default: 8 }),
  password_history: count({ group: 'passwords', min: 0, max: 24, default: 0 }),
  password_barred_words: words({ group: 'passwords', shortest: 3, longest: 64, most: 1_000, default: [] }),
  breach_lookup: choice({ group: 'passwords', options: ['off', 'fail_open', 'fail_closed'], default: 'off' }),
  breach_lookup_address: httpsAddress({ group: 'passwords', default: 'https://api.pwnedpasswords.com' }),
  second_factor_for: choice({
    group: 'sessions',
    options: ['nobody', 'settings', 'staff', 'everybody'],
    default: 'nobody',
  }),
  identity_check_user: yesOrNo({ group: 'identity', default: false }),
  identity_check_helpdesk: yesOrNo({ group: 'identity', default: false }),
  identity_check_access: yesOrNo({ group: 'identity', default: false }),
  identity_check_settings: yesOrNo({ group: 'identity', default: false }),
  approve_administrator_resets: yesOrNo({ group: 'approval', default: false }),
  approve_mail_servers: yesOrNo({ group: 'approval', default: false }),
  approval_life: duration({ group: 'approval', min: 10 * minute, max: 7 * day, default: day }),
  session_idle: duration({ group: 'sessions', min: 10 * minute, max: day, default: 2 * hour }),
  session_longest: duration({ group: 'sessions', min: hour, max: 30 * day, default: 7 * day }),
  staff_session_idle: duration({ group: 'sessions', min: 5 * minute, max: 8 * hour, default: 30 * minute }),
  staff_session_longest: duration({ group: 'sessions', min: hour, max: day, default: 12 * hour }),
  new_device_notice: yesOrNo({ group: 'sessions', default: true }),
  asks_per_minute: count({ group: 'limits', min: 5, max: 200, default: 20 }),
  asks_per_hour: count({ group: 'limits', min: 20, max: 2_000, default: 100 }),
  letters_per_hour: count({ group: 'limits', min: 1, max: 20, default: 5 }),
  letters_per_day: count({ group: 'limits', min: 2, max: 50, default: 10 }),
  challenge: choice({ group: 'limits', options: ['off', 'unusual', 'always'], default: 'off' }),
  outgoing_mail: choice({ group: 'mail', options: ['on', 'stopped'], default: 'on' }),
  bounce_address: emailAddress({ group: 'mail', default: null, longestLocal: 14 }),
  audit_retention: duration({ group: 'record', min: 30 * day, max: 3_650 * day, default: 365 * day }),
} as const satisfies Record<string, Declaration>;

export type SettingKey = keyof typeof declared;
export type SettingValues = { [K in SettingKey]: z.infer<(typeof declared)[K]['shape']> };
export type SettingValue = SettingValues[SettingKey];

export const settingKeys = Object.keys(declared) as SettingKey[];

export function declarationOf(key: SettingKey): Declaration {
  return declared[key];
}
