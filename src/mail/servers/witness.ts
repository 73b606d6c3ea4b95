import type { Tx } from '../../database/index.ts';
import { asDetails, asKept, type Caller, type Change, differences, untold } from '../../kernel/index.ts';
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
  const subject = { kind: 'mail_server', id, label } as const;
  await audit.record(tx, caller, { event, subject, details: asDetails(asKept(changes)) });
}

/** The beginning of a certificate does not tell it from another. */
const unsaid: readonly string[] = ['smtp_ssl_certificate', 'authority'];

export function changesBetween(before: Partial<ServerFields>, after: Partial<ServerFields>): Change[] {
  return differences(before, after).map((change) =>
    unsaid.includes(change.field) ? untold(change.field, change.after !== null) : change,
  );
}

/**
 * The host where it stays, for whoever has to approve something else: a server is called whatever one administrator says, who
 * may be the one that asks.
 */
export function hostThatStays(before: ServerFields, { smtp_host }: ServerFields): Change[] {
  return before.smtp_host === smtp_host ? differences({}, { smtp_host }) : [];
}

/** Names the secrets that were typed anew or forgotten; never what they are. */
export function secretChanges(before: KnownSecrets, after: KnownSecrets): Change[] {
  const changed = secretNames.filter((name) => before[name] !== after[name]);
  return changed.map((name: keyof ServerSecrets) => untold(name, after[name] !== undefined));
}
