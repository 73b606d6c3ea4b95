import { asSeen, type Change, type ChangeValue } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { asText } from '../../mail/index.ts';

/** What a letter has words for; the page tells all. */
const fields = [
  'role',
  'login',
  'email',
  'company',
  'email_changed_at',
  'email_given_at',
  'factors_removed_at',
  'smtp_host',
  'smtp_port',
  'smtp_encryption',
  'smtp_user',
  'active',
  'order',
  'sequence',
  'from',
  'from_filter',
  'sender_address',
  'base_url',
  'help_page',
  'help_email',
  'bounce_address',
  'approve_administrator_resets',
  'approve_mail_servers',
] as const;
type Field = (typeof fields)[number];
const moments: readonly Field[] = ['email_changed_at', 'email_given_at', 'factors_removed_at'];

/** An email of any length with the form of its domain behind it: what is cut off could be what matters. */
const longestValue = 600;

/** What holds hosts that are no part of an address. */
const hosts: readonly Field[] = ['smtp_host', 'from_filter'];

/** What is to be otherwise, a line each. Nothing that somebody chose leads anywhere from a letter. */
export function changesInWords(text: Translate, timeZone: string, changes: readonly Change[]): string[] {
  const told = changes.flatMap((change) => inWords(text, timeZone, change) ?? []);
  const more = told.length < changes.length ? [text('letters.approval.change.more')] : [];
  return [...new Set([...told, ...more])];
}

function inWords(
  text: Translate,
  timeZone: string,
  { field: name, before, after, untold }: Change,
): string | undefined {
  if (untold && name !== 'person') return text(`letters.approval.change.secret_${untold}`);
  if (!isTold(name)) return undefined;
  const field = text(`letters.approval.field.${name}`);
  const told = (value: ChangeValue) => valueIn(text, name, value, timeZone);
  const [old, now] = [told(before), told(after)];
  if (before === null) return text('letters.approval.change.set', { field, after: now });
  if (after === null) return text('letters.approval.change.ended', { field, before: old });
  return text('letters.approval.change.moved', { field, before: old, after: now });
}

function isTold(name: string): name is Field {
  return (fields as readonly string[]).includes(name);
}

function valueIn(text: Translate, field: Field, value: ChangeValue, timeZone: string): string {
  if (typeof value === 'boolean') return text(value ? 'letters.approval.yes' : 'letters.approval.no');
  if (field === 'smtp_encryption' && value === 'none') return text('letters.approval.in_clear');
  if (field === 'smtp_encryption' && value !== null) return value === 'ssl' ? 'SSL/TLS' : 'STARTTLS';
  if (moments.includes(field) && value !== null) return text.moment(Date.parse(String(value)), timeZone);
  if (field === 'role') return text('letters.approval.role', { role: String(value) });
  return asText(asSeen(String(value ?? ''), { hosts: hosts.includes(field) }), longestValue);
}
