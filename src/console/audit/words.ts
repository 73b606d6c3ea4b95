import { asSeen, isEvent } from '../../kernel/index.ts';
import { isMessageKey, type Translate } from '../../locale/index.ts';

/** An event in words; one of an earlier release, which is recorded no more, is told by its name. */
export function eventText(t: Translate, event: string): string {
  return isEvent(event) ? t(`audit.event.${event}`) : event;
}

/** Somebody or something as the record tells it. */
export interface Recorded {
  kind: string;
  id: string | null;
  label: string | null;
}

/** Whom or what an event is about. A setting and a bulk action are recorded by their keys, and told as their pages name them. */
export function subjectText(t: Translate, subject: Recorded): string {
  const name = nameKey(subject);
  return isMessageKey(name) ? t(name) : whoText(t, subject);
}

function nameKey({ kind, id, label }: Recorded): string {
  if (kind === 'setting') return `settings.${id}`;
  return kind === 'job' ? (label ?? '').replace(/^users\./, 'users.bulk.') : '';
}

/** Somebody or something as it was called then, as plain text: a login may say the same. `Who` tells them apart. */
export function whoText(t: Translate, { kind, label, id }: Recorded): string {
  if (label !== null) return kind === 'operator' ? `${machineText(t, kind)}: ${label}` : asSeen(label);
  return isMachine(kind) ? machineText(t, kind) : `${kind} ${id ?? ''}`.trim();
}

const machines = ['stranger', 'system', 'operator', 'installation'] as const;
type Machine = (typeof machines)[number];

/** Whether it is nobody who has a login. */
export function isMachine(kind: string): kind is Machine {
  return (machines as readonly string[]).includes(kind);
}

export function machineText(t: Translate, kind: Machine): string {
  return t(`audit.kind.${kind}`);
}
