import { isEvent } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';

/** An event in words; one of an earlier release, which is recorded no more, is told by its name. */
export function eventText(t: Translate, event: string): string {
  return isEvent(event) ? t(`audit.event.${event}`) : event;
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
