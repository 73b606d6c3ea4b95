import { day, hour, minute } from '../kernel/index.ts';
import { declarationOf, type SettingKey, type SettingValue } from './declared.ts';

/** The units that a length of time is typed in, in milliseconds. */
export const units = { minutes: minute, hours: hour, days: day } as const;
export type Unit = keyof typeof units;

/** What a form carries for one setting. */
export interface Typed {
  value: string | undefined;
  unit?: string | undefined;
}

/** Digits and nothing else: "1e3", "0x10", " 7" and "7.5" are somebody's mistake, not a number. */
const wholeNumber = /^\d{1,7}$/;

/**
 * The value that was typed, or nothing when it is none of this setting's. Strict; bounds are judged. A switch that was
 * left off is not in a form at all.
 */
export function parseSetting(key: SettingKey, typed: Typed): SettingValue | undefined {
  const declaration = declarationOf(key);
  const value = readAs(declaration.kind, typed);
  const judged = declaration.shape.safeParse(value);
  return judged.success ? (judged.data as SettingValue) : undefined;
}

function readAs(kind: ReturnType<typeof declarationOf>['kind'], { value, unit }: Typed): unknown {
  if (kind === 'switch') return value === undefined ? false : value === 'on' || undefined;
  if (kind === 'choice' || kind === 'address') return value;
  if (kind === 'email') return value === '' ? null : value?.trim();
  if (kind === 'words') return value === undefined ? undefined : linesOf(value);
  if (value === undefined || !wholeNumber.test(value)) return undefined;
  if (kind === 'count') return Number(value);
  return unit !== undefined && isUnit(unit) ? Number(value) * units[unit] : undefined;
}

/** Empty lines and words that stand there twice are nobody's word. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(units, text);
}

/** The largest unit in which a length of time is a whole number. */
export function unitFor(ms: number): { count: number; unit: Unit } {
  const unit = (['days', 'hours'] as const).find((one) => ms % units[one] === 0) ?? 'minutes';
  return { count: ms / units[unit], unit };
}
