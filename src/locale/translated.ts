import type { RefusalCode } from '../kernel/index.ts';
import type { apiKeys } from './en/api-keys.ts';
import type { factors } from './en/factors.ts';
import type { letters } from './en/letters.ts';
import type { pages } from './en/pages.ts';
import type { passwords } from './en/passwords.ts';

/*
 * What is translated: everything that people meet without a role. A text that is added to one of these files, or a
 * refusal that is added to the list, has to be written in every language before it compiles. The console is in English.
 */
type Files = typeof apiKeys & typeof factors & typeof letters & typeof pages & typeof passwords;

/** What a public page, a person's own page or the live check may answer. */
export const publicRefusals = [
  'malformed',
  'too_large',
  'cross_site',
  'cookies_needed',
  'not_signed_in',
  'forbidden',
  'not_found',
  'wrong_credentials',
  'wrong_password',
  'limited',
  'busy',
  'challenge_needed',
  'link_unknown',
  'link_expired',
  'link_used',
  'link_mismatch',
  'password_refused',
  'breaches_unknown',
  'wrong_code',
  'passkey_refused',
  'factor_exists',
  'app_offered_elsewhere',
  'factor_missing',
  'choice_missing',
  'login_missing',
  'login_malformed',
  'login_taken',
  'name_missing',
  'email_malformed',
  'email_is_login',
  'login_is_email',
  'already_set_up',
  'self_service_off',
  'too_many_keys',
  'scope_above_role',
] as const satisfies readonly RefusalCode[];

type PublicRefusal = (typeof publicRefusals)[number];

export type RefusalTexts = Record<`refusals.${PublicRefusal}` | `refusals.${PublicRefusal}.title`, string>;

/** All texts of a language that is not English. */
export type Catalogue = Record<keyof Files | keyof RefusalTexts, string>;

/** The texts of second factors in another language. */
export type FactorTexts = Record<keyof typeof factors, string>;

/** The texts of API keys in another language. */
export type ApiKeyTexts = Record<keyof typeof apiKeys, string>;
