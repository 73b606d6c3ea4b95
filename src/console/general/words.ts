import { isMessageKey, type Translate } from '../../locale/index.ts';
import { type Declaration, type SettingLine, type SettingValue, unitFor } from '../../settings/index.ts';

/** What a setting may be, for whoever has typed something else. */
export function boundsText(t: Translate, declaration: Declaration): string {
  const { kind } = declaration;
  if (kind === 'duration') {
    return t('general.bounds', { min: lengthText(t, declaration.min), max: lengthText(t, declaration.max) });
  }
  if (kind === 'count') return t('general.bounds', { min: declaration.min, max: declaration.max });
  if (kind === 'words') return t('general.bounds.words');
  if (kind === 'email') return t('general.bounds.email');
  return t(kind === 'address' ? 'general.bounds.address' : 'general.bounds.choice');
}

/** A value in words. */
export function valueText(
  t: Translate,
  { key, declaration }: Pick<SettingLine, 'key' | 'declaration'>,
  value: SettingValue,
) {
  if (value === null) return t('general.none');
  if (Array.isArray(value)) return value.length === 0 ? t('general.none') : value.join(', ');
  if (typeof value === 'boolean') return t(value ? 'general.on' : 'general.off');
  if (declaration.kind === 'duration') return lengthText(t, Number(value));
  const word = `settings.${key}.${value}`;
  return declaration.kind === 'choice' && isMessageKey(word) ? t(word) : String(value);
}

function lengthText(t: Translate, ms: number): string {
  const { count, unit } = unitFor(ms);
  return t(`general.length.${unit}`, { count });
}
