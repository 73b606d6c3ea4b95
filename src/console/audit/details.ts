import type { AuditEvent } from '../../audit/index.ts';
import { asSeen, type Change } from '../../kernel/index.ts';
import { isMessageKey, type MessageKey, type Translate } from '../../locale/index.ts';
import { declarationOf, type SettingKey, settingKeys } from '../../settings/index.ts';
import { valueText as settingText } from '../general/words.ts';

type Details = AuditEvent['details'];
type Value = Details[string];
type Told = Pick<AuditEvent, 'details'> & Partial<Pick<AuditEvent, 'subject'>>;

/** What was recorded with an event, in words: old and new values beside each other, and nothing that says nothing. */
export function detailsOf(t: Translate, { details, subject = null }: Told, timeZone: string): string[] {
  return Object.entries(details).flatMap(([key, value]) => {
    const change = changeIn(key);
    if (change) return changed(t, { ...change, subject }, { before: details[change.before] ?? null, after: value });
    const isTold = afterNames(key).some((name) => name in details) || isEmpty(value);
    if (isTold) return [];
    const text = momentText(t, key, value, timeZone) ?? valueText(t, key, value);
    return [t('audit.detail.plain', { name: nameOf(t, key), value: text })];
  });
}

/** What a request would change, in words: all of it, and of what there was nothing before only what it is to be. */
export function changesOf(t: Translate, changes: readonly Change[], timeZone: string): string[] {
  return changes.flatMap(({ field, before, after, untold }) => {
    const name = nameOf(t, field);
    if (untold) return t('audit.detail.plain', { name, value: untold });
    if (before !== null) return changed(t, { field, subject: null }, { before, after });
    const value = momentText(t, field, after, timeZone) ?? changedText(t, field, after);
    return t('audit.detail.plain', { name, value });
  });
}

/** Of `after.X`, `X_after` and `after`: what it is about, and where the old value stands. */
function changeIn(key: string): { field: string; before: string } | undefined {
  const [whole, dotted, snake] = /^(?:after(?:\.(.+))?|(.+)_after)$/.exec(key) ?? [];
  return whole === undefined
    ? undefined
    : { field: dotted ?? snake ?? 'value', before: key.replace('after', 'before') };
}

/** Where the new value stands, if this is an old one. */
function afterNames(key: string): string[] {
  return /^before(\.|$)|_before$/.test(key) ? [key.replace('before', 'after')] : [];
}

/** A changed setting is what its event is about; its details are the value alone. */
function changed(
  t: Translate,
  { field, subject }: { field: string; subject: AuditEvent['subject'] },
  { before, after }: { before: Value; after: Value },
): string[] {
  if (before === null && isEmpty(after)) return [];
  const key = field === 'value' && subject?.kind === 'setting' ? subject.id : field;
  const [old, now] = [before, after].map((value) => changedText(t, key ?? field, value));
  return [t('audit.detail.changed', { name: nameOf(t, field), before: old ?? '', after: now ?? '' })];
}

function isEmpty(value: Value): boolean {
  return value === null || value === 0 || value === '' || value === false;
}

function nameOf(t: Translate, key: string): string {
  const name = wordOf(`audit.detail.${key}`, `console.server.${key}`, `settings.${key}`);
  return name ? t(name) : key;
}

/** Servers, settings, users and resets have their words on pages of their own. */
function wordOf(...names: string[]): MessageKey | undefined {
  return names.find(isMessageKey);
}

function isSetting(key: string): key is SettingKey {
  return (settingKeys as string[]).includes(key);
}

function momentText(t: Translate, key: string, value: Value, timeZone: string): string | undefined {
  const at = key.endsWith('_at') && typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : t.moment(at, timeZone);
}

/** What was changed may be a setting; a detail that only has a setting's name is none. */
function changedText(t: Translate, key: string, value: Value): string {
  const isPlain = value === null || value === '' || !isSetting(key);
  return isPlain
    ? valueText(t, key, value)
    : settingText(t, { key, declaration: declarationOf(key) }, typeof value === 'string' ? asSeen(value) : value);
}

/** What holds hosts that are no part of an address. */
const hosts = new Set(['smtp_host', 'from_filter', 'domain']);

export function valueText(t: Translate, key: string, value: Value): string {
  if (value === null || value === '') return t('audit.detail.nothing');
  if (typeof value === 'boolean') return t(value ? 'audit.detail.yes' : 'audit.detail.no');
  const word = wordOf(
    `audit.detail.${key}.${value}`,
    `console.server.${key}.${value}`,
    `users.${key}.${value}`,
    `resets.${key}.${value}`,
    `resets.${key.replace('identity_', '')}.${value}`,
  );
  return word ? t(word) : asSeen(String(value), { hosts: hosts.has(key) });
}
