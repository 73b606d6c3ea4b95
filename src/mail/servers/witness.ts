import type { Tx } from '../../database/index.ts';
import type { Caller } from '../../kernel/index.ts';
import type { ServerFields, ServerSecrets } from '../index.ts';
import type { Parts } from '../parts.ts';
import { type KnownSecrets, secretNames } from './secrets.ts';

export interface Witnessed {
  event: 'mail_server.created' | 'mail_server.changed' | 'mail_server.deleted';
  id: string;
  label: string;
  changes: Changes;
}

/** What changed: `before` and `after` of every field, and of secrets only that they did. */
export type Changes = Record<string, string | number | boolean | null>;

/** Leaves in the audit log what was done to an outgoing mail server. */
export async function witness(
  tx: Tx,
  { audit }: Parts,
  caller: Caller,
  { event, id, label, changes }: Witnessed,
): Promise<void> {
  await audit.record(tx, caller, { event, subject: { kind: 'mail_server', id, label }, details: changes });
}

/**
 * Of a certificate the beginning does not tell it from another; with whom we sign in is told in the list to those alone who
 * may test servers, and more people read the record.
 */
const unsaid: readonly string[] = ['smtp_ssl_certificate', 'authority', 'smtp_user', 'oauth_client_id'];

export function changesBetween(before: Partial<ServerFields>, after: Partial<ServerFields>): Changes {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof ServerFields)[];
  const changed = names.filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  return Object.fromEntries(
    changed.flatMap((name): [string, string | number | boolean | null][] =>
      unsaid.includes(name)
        ? [[name, after[name] ? 'changed' : 'removed']]
        : [
            [`${name}_before`, before[name] ?? null],
            [`${name}_after`, after[name] ?? null],
          ],
    ),
  );
}

/** Names the secrets that were typed anew or forgotten; never what they are. */
export function secretChanges(before: KnownSecrets, after: KnownSecrets): Changes {
  const changed = secretNames.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(
    changed.map((name: keyof ServerSecrets) => [name, after[name] === undefined ? 'removed' : 'changed']),
  );
}
