import type { SealedColumn } from '../../database/index.ts';
import type { Secrets } from '../../kernel/index.ts';
import type { ServerInput, ServerSecrets } from '../index.ts';
import { replaceSealed, sealedServers } from './store.ts';

export const secretNames = [
  'smtp_pass',
  'smtp_ssl_private_key',
  'oauth_client_secret',
  'oauth_refresh_token',
] as const satisfies readonly (keyof ServerSecrets)[];

/** What is set, and nothing else. */
export type KnownSecrets = Partial<Record<keyof ServerSecrets, string>>;

const contextOf = (id: string): string => `outgoing mail server ${id}`;

/** The secrets of one server, as they rest. */
export function seal(secrets: Secrets, id: string, known: KnownSecrets): string | null {
  return Object.keys(known).length === 0 ? null : secrets.seal('mail-server', contextOf(id), JSON.stringify(known));
}

/** Nothing where they were sealed for another server, or with a secret that is gone: then they have to be typed again. */
export function unseal(secrets: Secrets, { id, sealed }: { id: string; sealed: string | null }): KnownSecrets {
  const text = sealed === null ? undefined : secrets.open('mail-server', contextOf(id), sealed);
  return text === undefined ? {} : (JSON.parse(text) as KnownSecrets);
}

/** What was typed. Empty says nothing: a form shows no secret, and so sends back none. */
export function typedIn(input: ServerInput): KnownSecrets {
  const typed = secretNames.map((name) => [name, input[name]] as const);
  return Object.fromEntries(typed.filter(([, text]) => typeof text === 'string' && text !== ''));
}

/** What is set afterwards: `before`, without what is to be forgotten, with what was typed. */
export function merged(before: KnownSecrets, input: ServerInput): KnownSecrets {
  const kept = secretNames.filter((name) => input[name] !== null && before[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, before[name]])), ...typedIn(input) };
}

export const sealedColumn: SealedColumn = {
  name: 'mail_servers',
  purpose: 'mail-server',
  async values(tx, after, limit) {
    const rows = await sealedServers(tx, after, limit);
    return rows.map(({ id, sealed }) => ({ id, sealed, context: contextOf(id) }));
  },
  replace: replaceSealed,
};
