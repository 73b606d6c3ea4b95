import type { SettingValues } from '../settings/index.ts';
import type { Terms } from './policies.ts';

/** The settings that say what a new password must be. */
export type PasswordSettings = Pick<
  SettingValues,
  | 'policy'
  | 'password_min_length'
  | 'password_history'
  | 'password_barred_words'
  | 'breach_lookup'
  | 'breach_lookup_address'
>;

/** What a policy is made of, as far as pages and password managers may know it: no word of the list, no address. */
export function termsOf(settings: PasswordSettings, breachedFile: boolean): Terms {
  return {
    preset: settings.policy,
    minLength: settings.password_min_length,
    history: settings.password_history,
    barredWords: settings.password_barred_words.length,
    breached: breachedFile || settings.breach_lookup !== 'off',
  };
}
