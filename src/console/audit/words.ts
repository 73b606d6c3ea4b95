import { isEvent } from '../../kernel/index.ts';
import { isMessageKey, type MessageKey, type Translate } from '../../locale/index.ts';

/** An event in words; one of an earlier release, which is recorded no more, is told by its name. */
export function eventText(t: Translate, event: string): string {
  return isEvent(event) ? t(`audit.event.${event}`) : event;
}

/** Whom or what an event is about. A setting is recorded by its key, and told as General Settings names it. */
export function subjectText(t: Translate, subject: Parameters<typeof whoText>[1]): string {
  const name = `settings.${subject.id}`;
  return subject.kind === 'setting' && isMessageKey(name) ? t(name) : whoText(t, subject);
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
