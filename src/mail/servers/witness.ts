import type { Tx } from '../../database/index.ts';
import { asDetails, type Caller, type Change, differences } from '../../kernel/index.ts';
import type { ServerFields, ServerSecrets } from '../index.ts';
import type { Parts } from '../parts.ts';
import { type KnownSecrets, secretNames } from './secrets.ts';

export interface Witnessed {
  event: 'mail_server.created' | 'mail_server.changed' | 'mail_server.deleted';
  id: string;
  label: string;
  changes: readonly Change[];
}

/** Leaves in the audit log what was done to an outgoing mail server. */
export async function witness(
  tx: Tx,
  { audit }: Parts,
  caller: Caller,
  { event, id, label, changes }: Witnessed,
): Promise<void> {
  await audit.record(tx, caller, { event, subject: { kind: 'mail_server', id, label }, details: asDetails(changes) });
}

/**
 * Of a certificate the beginning does not tell it from another; with whom we sign in is told in the list to those alone who
 * may test servers, and more people read the record.
 */
const unsaid: readonly string[] = ['smtp_ssl_certificate', 'authority', 'smtp_user', 'oauth_client_id'];

export function changesBetween(before: Partial<ServerFields>, after: Partial<ServerFields>): Change[] {
  return differences(before, after).map((change) =>
    unsaid.includes(change.field) ? untold(change.field, change.after !== null) : change,
  );
}

/** Names the secrets that were typed anew or forgotten; never what they are. */
export function secretChanges(before: KnownSecrets, after: KnownSecrets): Change[] {
  const changed = secretNames.filter((name) => before[name] !== after[name]);
  return changed.map((name: keyof ServerSecrets) => untold(name, after[name] !== undefined));
}

function untold(field: string, isThere: boolean): Change {
  return { field, before: null, after: null, untold: isThere ? 'changed' : 'removed' };
}
