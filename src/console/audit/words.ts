import { isEvent } from '../../kernel/index.ts';
import { isMessageKey, type MessageKey, type Translate } from '../../locale/index.ts';

/** An event in words; one of an earlier release, which is recorded no more, is told by its name. */
export function eventText(t: Translate, event: string): string {
  return isEvent(event) ? t(`audit.event.${event}`) : event;
}

/** Whom or what an event is about. A setting and a bulk action are recorded by their keys, and told as their pages name them. */
export function subjectText(t: Translate, subject: Parameters<typeof whoText>[1]): string {
  const name = nameKey(subject);
  return isMessageKey(name) ? t(name) : whoText(t, subject);
}

function nameKey({ kind, id, label }: Parameters<typeof whoText>[1]): string {
  if (kind === 'setting') return `settings.${id}`;
  return kind === 'job' ? (label ?? '').replace(/^users\./, 'users.bulk.') : '';
}

/** Somebody or something as it was called then. */
export function whoText(
  t: Translate,
  { kind, label, id }: { kind: string; label: string | null; id: string | null },
): string {
  // Somebody may have the login that the machine's user has.
  if (label !== null) return kind === 'operator' ? `${t('audit.kind.operator')}: ${label}` : label;
  const known = ['stranger', 'system', 'operator', 'installation'];
  return known.includes(kind) ? t(`audit.kind.${kind}` as MessageKey) : `${kind} ${id ?? ''}`.trim();
}
