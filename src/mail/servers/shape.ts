import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { isEmail, isStorable, nameLine } from '../../kernel/index.ts';
import { parseSender, wireAddress } from '../wire/address.ts';

/** The faults that a field can have by itself or beside others; each has words: `faults.mail.FAULT`. */
export const faults = [
  'name_malformed',
  'active_malformed',
  'sequence_malformed',
  'from_malformed',
  'from_filter_malformed',
  'from_outside_filter',
  'host_missing',
  'host_malformed',
  'host_forbidden',
  'port_malformed',
  'encryption_unknown',
  'none_unconfirmed',
  'authentication_unknown',
  'user_malformed',
  'user_missing',
  'password_missing',
  'secret_malformed',
  'secret_again',
  'certificate_malformed',
  'certificate_missing',
  'key_missing',
  'key_mismatch',
  'certificate_in_clear',
  'authority_malformed',
  'token_url_malformed',
  'token_url_missing',
  'client_id_malformed',
  'client_id_missing',
  'client_secret_missing',
  'scope_malformed',
  'expires_malformed',
  'connections_malformed',
  'pace_malformed',
] as const;

export type Fault = (typeof faults)[number];

/** A field that may stay empty; spaces around it count for nothing. */
function optional(fault: Fault, most: number, judge: (text: string) => boolean = () => true) {
  const text = z.string(fault).trim().max(most, fault).refine(isStorable, fault);
  return text
    .refine((given) => given === '' || judge(given), fault)
    .transform((given) => given || null)
    .nullable();
}

function whole(fault: Fault, least: number, most: number) {
  return z.number(fault).int(fault).min(least, fault).max(most, fault);
}

/** What an administrator sets, each field for itself. What fields must be together is judged in `judge.ts`. */
export const shape = z.object({
  name: z.string('name_malformed' satisfies Fault).transform((name) => nameLine(name, 100)),
  active: z.boolean('active_malformed' satisfies Fault),
  sequence: whole('sequence_malformed', -9_999, 9_999),
  from: optional('from_malformed', 320, isSender),
  from_filter: optional('from_filter_malformed', 2_000, (text) => filterOf(text).every(isFilter)),
  smtp_host: z
    .string('host_malformed' satisfies Fault)
    .trim()
    .min(1, 'host_missing' satisfies Fault)
    .transform(asHost)
    .refine(isHost, 'host_malformed' satisfies Fault),
  smtp_port: whole('port_malformed', 1, 65_535),
  smtp_encryption: z.enum(['none', 'starttls', 'ssl'], 'encryption_unknown' satisfies Fault),
  none_confirmed: z.boolean('none_unconfirmed' satisfies Fault),
  smtp_authentication: z.enum(['login', 'certificate', 'xoauth2'], 'authentication_unknown' satisfies Fault),
  smtp_user: optional('user_malformed', 320, isPlain),
  smtp_ssl_certificate: optional('certificate_malformed', 60_000, isCertificate),
  authority: optional('authority_malformed', 200_000, isCertificate),
  oauth_token_url: optional('token_url_malformed', 1_000, isTokenUrl),
  oauth_client_id: optional('client_id_malformed', 500, isPlain),
  oauth_scope: optional('scope_malformed', 1_000, isPlain),
  oauth_expires_on: optional('expires_malformed', 10, isDay),
  max_connections: whole('connections_malformed', 1, 50).nullable(),
  max_per_minute: whole('pace_malformed', 1, 60_000).nullable(),
});

/** The entries of a From filter: addresses and domains. */
export function filterOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.toLowerCase());
}

function isFilter(entry: string): boolean {
  return entry.includes('@') ? isEmail(entry) : isEmail(`any@${entry}`);
}

function isSender(text: string): boolean {
  const sender = parseSender(text);
  return sender !== undefined && wireAddress(sender) !== undefined;
}

/** Brackets around an IPv6 address are for addresses of pages; a name outside ASCII has a form that name servers know. */
function asHost(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? domainToASCII(bare) || text : bare;
}

function isHost(text: string): boolean {
  return (
    isIP(text) !== 0 ||
    (text.length <= 253 && /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*\.?$/i.test(text))
  );
}

function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== null;
  } catch {
    return false;
  }
}

function isTokenUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
