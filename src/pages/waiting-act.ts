import { getPath } from 'hono/utils/url';
import type { MessageKey } from '../locale/index.ts';

/** What waits for a password, in words of a person's own language or, of the console, in English. */
export interface WaitingAct {
  text: MessageKey;
  english: boolean;
}

const own = {
  '/my': 'pages.confirm_password.act.language',
  '/my/security/two-factor': 'pages.confirm_password.act.factors',
  '/my/security/two-factor/app': 'pages.confirm_password.act.app',
  '/my/security/two-factor/app/confirm': 'pages.confirm_password.act.app',
  '/my/security/two-factor/codes': 'pages.confirm_password.act.codes',
  '/my/security/two-factor/passkeys': 'pages.confirm_password.act.passkey',
  '/my/security/two-factor/remove': 'pages.confirm_password.act.remove_factor',
  '/my/security/api-keys': 'pages.confirm_password.act.api_key',
  '/settings/api-keys': 'pages.confirm_password.act.api_key',
  '/settings/language': 'pages.confirm_password.act.language',
} as const satisfies Record<string, MessageKey>;

/** The first that fits. */
const ofConsole: readonly (readonly [RegExp, MessageKey])[] = [
  [/^\/settings\/users\/export$/, 'act.users_export'],
  [/^\/settings\/users\/new$/, 'act.user_new'],
  [/^\/settings\/users\/[^/]+\/remove-factors$/, 'act.factors_remove'],
  [/^\/settings\/users\/[^/]+\/archive$/, 'act.user_archive'],
  [/^\/settings\/users\/[^/]+\/unarchive$/, 'act.user_unarchive'],
  [/^\/settings\/users\/[^/]+\/delete$/, 'act.user_delete'],
  [/^\/settings\/users\/[^/]+$/, 'act.user_edit'],
  [/^\/settings\/jobs\/new\/[^/]+\/start$/, 'act.job_start'],
  [/^\/settings\/jobs\/[^/]+\/results\.csv$/, 'act.job_results'],
  [/^\/settings\/jobs\/[^/]+$/, 'act.job_resume'],
  [/^\/settings\/companies\//, 'act.company'],
  [/^\/settings\/letters$/, 'act.letters'],
  [/^\/settings\/technical\/email\/outgoing-mail-servers\/[^/]+\/delete$/, 'act.mail_server_delete'],
  [/^\/settings\/technical\/email\/outgoing-mail-servers\//, 'act.mail_servers'],
  [/^\/settings\/technical\/email\/dkim(\/|$)/, 'act.dkim'],
  [/^\/settings\/general(\/|$)/, 'act.general'],
  [/^\/settings\/approvals\//, 'act.approval'],
];

/**
 * Whoever comes back to an unlocked browser must see what somebody else may have begun in it. By the address that is gone on
 * to, read as routes are: nobody calls it something else, nor spells it otherwise.
 */
export function waitingAct(to: string): WaitingAct {
  const path = getPath(new Request(new URL(to, 'http://here')));
  const text = ofConsole.find(([pattern]) => pattern.test(path))?.[1];
  if (text) return { text, english: true };
  const known = Object.hasOwn(own, path) ? own[path as keyof typeof own] : undefined;
  return { text: known ?? 'pages.confirm_password.act.other', english: false };
}
