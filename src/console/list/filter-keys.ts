import { day } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Choice, DeclaredList } from './declared.ts';

/* A filter's key is `KIND:VALUE`. */

/** The choices of one kind of filter. */
export function choicesOf<Value extends string>(
  kind: string,
  values: readonly Value[],
  text: (value: Value) => string,
): Choice[] {
  return values.map((value) => ({ key: `${kind}:${value}`, text: text(value) }));
}

/** Which values of a kind are chosen. */
export function chosenOf(kind: string, filters: readonly string[]): string[] {
  return filters.filter((filter) => filter.startsWith(`${kind}:`)).map((filter) => filter.slice(kind.length + 1));
}

const periods = { day, week: 7 * day, month: 30 * day } as const;
type Period = keyof typeof periods;

/** Rows of the latest day, week or month. */
export function periodFilter(t: Translate): DeclaredList<never>['filters'][number] {
  const values = Object.keys(periods) as Period[];
  return { title: t('list.period'), choices: choicesOf('period', values, (period) => t(`list.period.${period}`)) };
}

/** The moment from which on rows count by the chosen periods; nothing without any. */
export function periodStart(filters: readonly string[], now: number): number | undefined {
  const longest = Math.max(...chosenOf('period', filters).map((period) => periods[period as Period] ?? 0));
  return longest > 0 ? now - longest : undefined;
}
