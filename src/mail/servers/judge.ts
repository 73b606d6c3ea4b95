import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Reach, Fault as Wrong } from '../../kernel/index.ts';
import type { ServerFields, ServerInput } from '../index.ts';
import { parseSender, type WireAddress, wireAddress } from '../wire/address.ts';
import { isLoopback } from '../wire/loopback.ts';
import { fits } from './from-filter.ts';
import { type KnownSecrets, merged, secretNames, typedIn } from './secrets.ts';
import { type Fault, filterOf, shape } from './shape.ts';

/** A server as it is to be, or everything that is wrong with it. */
export type Judged = { fields: ServerFields; secrets: KnownSecrets } | { faults: Wrong[] };

/** A server as it was. */
export interface Before {
  fields: ServerFields;
  secrets: KnownSecrets;
}

/** What a server has that nobody described further: STARTTLS on 587, a user and a password. */
export const usual: ServerFields = {
  name: '',
  active: true,
  sequence: 10,
  from: null,
  from_filter: null,
  smtp_host: '',
  smtp_port: 587,
  smtp_encryption: 'starttls',
  none_confirmed: false,
  smtp_authentication: 'login',
  smtp_user: null,
  smtp_ssl_certificate: null,
  authority: null,
  oauth_token_url: null,
  oauth_client_id: null,
  oauth_scope: null,
  oauth_expires_on: null,
  max_connections: null,
  max_per_minute: null,
};

/** Puts what was given onto what was there, and judges the whole. */
export function judge(input: ServerInput, before: Before | undefined, reach: Reach): Judged {
  const parsed = shape.safeParse({ ...(before?.fields ?? usual), ...given(input) });
  const typed = Object.entries(typedIn(input)).filter(([, text]) => text.length > 20_000);
  const faults: Wrong[] = typed.map(([field]) => wrong(field, 'secret_malformed'));
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message }) => ({
      field: String(path[0]),
      fault: `mail.${message}`,
    }));
    return { faults: [...found, ...faults] };
  }
  const fields = { ...parsed.data, name: parsed.data.name || parsed.data.smtp_host };
  const secrets = used(fields, merged(before?.secrets ?? {}, input));
  faults.push(...together({ fields, secrets }, reach), ...again({ fields, secrets }, input, before));
  return faults.length > 0 ? { faults } : { fields, secrets };
}

function wrong(field: string, fault: Fault): Wrong {
  return { field, fault: `mail.${fault}` };
}

function given(input: ServerInput): ServerInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** What another way of signing in would need is not kept: nobody would know that it is still there. */
function used({ smtp_authentication: way, smtp_user: user }: ServerFields, known: KnownSecrets): KnownSecrets {
  const wanted = {
    login: ['smtp_pass'],
    certificate: ['smtp_ssl_private_key'],
    xoauth2: ['oauth_client_secret', 'oauth_refresh_token'],
  };
  const kept = secretNames.filter((name) => wanted[way].includes(name) && (way !== 'login' || user !== null));
  return Object.fromEntries(kept.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])));
}

/** What fields must be beside each other. */
function together(server: Before, reach: Reach): Wrong[] {
  const { fields } = server;
  return [
    ...(isIP(fields.smtp_host) !== 0 && !reach.allows(fields.smtp_host) ? [wrong('smtp_host', 'host_forbidden')] : []),
    ...(isUnencrypted(fields) && !fields.none_confirmed ? [wrong('none_confirmed', 'none_unconfirmed')] : []),
    ...(fitsItsFilter(fields) ? [] : [wrong('from', 'from_outside_filter')]),
    ...signingIn[fields.smtp_authentication](server),
  ];
}

/** Whether what is sent crosses a network in clear. */
export function isUnencrypted({
  smtp_encryption,
  smtp_host,
}: Pick<ServerFields, 'smtp_encryption' | 'smtp_host'>): boolean {
  return smtp_encryption === 'none' && !isLoopback(smtp_host);
}

function fitsItsFilter({ from, from_filter }: ServerFields): boolean {
  const sender: WireAddress | undefined =
    from === null ? undefined : wireAddress(parseSender(from) ?? { name: '', address: '' });
  return !sender || fits(sender.address, from_filter === null ? [] : filterOf(from_filter));
}

const signingIn: Record<ServerFields['smtp_authentication'], (server: Before) => Wrong[]> = {
  login: ({ fields, secrets }) =>
    fields.smtp_user !== null && !secrets.smtp_pass ? [wrong('smtp_pass', 'password_missing')] : [],
  certificate({ fields, secrets }) {
    const { smtp_ssl_certificate: cert } = fields;
    const { smtp_ssl_private_key: key } = secrets;
    return [
      ...(fields.smtp_encryption === 'none' ? [wrong('smtp_encryption', 'certificate_in_clear')] : []),
      ...(cert === null ? [wrong('smtp_ssl_certificate', 'certificate_missing')] : []),
      ...(key === undefined ? [wrong('smtp_ssl_private_key', 'key_missing')] : []),
      ...(cert !== null && key !== undefined && !belong(cert, key)
        ? [wrong('smtp_ssl_private_key', 'key_mismatch')]
        : []),
    ];
  },
  xoauth2: ({ fields, secrets }) => [
    ...(fields.smtp_user === null ? [wrong('smtp_user', 'user_missing')] : []),
    ...(fields.oauth_token_url === null ? [wrong('oauth_token_url', 'token_url_missing')] : []),
    ...(fields.oauth_client_id === null ? [wrong('oauth_client_id', 'client_id_missing')] : []),
    ...(secrets.oauth_client_secret === undefined && secrets.oauth_refresh_token === undefined
      ? [wrong('oauth_client_secret', 'client_secret_missing')]
      : []),
  ],
};

function belong(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** What decides where a secret goes, and whether it goes there unread by others. */
const destination = ['smtp_host', 'smtp_port', 'smtp_encryption', 'authority', 'oauth_token_url'] as const;

/** Whoever leads a server elsewhere must know its secrets: they cannot be had by sending them to oneself. */
function again({ fields, secrets }: Before, input: ServerInput, before: Before | undefined): Wrong[] {
  if (!before || destination.every((name) => fields[name] === before.fields[name])) return [];
  const typed = typedIn(input);
  const untyped = secretNames.filter((name) => secrets[name] !== undefined && typed[name] === undefined);
  return untyped.map((name) => wrong(name, 'secret_again'));
}
