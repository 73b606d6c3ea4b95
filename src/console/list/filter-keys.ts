import { day } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Company } from '../../users/index.ts';
import type { Choice, Count, DeclaredList, GroupLine, Which } from './declared.ts';

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

/** More than a menu can hold: the others are found by searching or in groups. */
const offeredCompanies = 12;

/** Rows of these companies. */
export function companyFilter(title: string, companies: Company[]): DeclaredList<never>['filters'][number] {
  const choices = companies.map(({ id, name }) => ({ key: `company:${id}`, text: name }));
  return { title, choices, offered: offeredCompanies };
}

/** The moment from which on rows count by the chosen periods; nothing without any. */
export function periodStart(filters: readonly string[], now: number): number | undefined {
  const longest = Math.max(...chosenOf('period', filters).map((period) => periods[period as Period] ?? 0));
  return longest > 0 ? now - longest : undefined;
}

interface Grouping {
  which: Which;
  kind: string;
  count(which: Which): Promise<Count>;
}

/** The rows that are shown, in groups by one kind of filter; groups without any are left out. */
export async function countByKind(
  filters: DeclaredList<never>['filters'],
  { which, kind, count }: Grouping,
): Promise<GroupLine[]> {
  const isOfKind = ({ key }: Pick<Choice, 'key'>): boolean => key.startsWith(`${kind}:`);
  const on = which.filters.filter((key) => isOfKind({ key }));
  const others = which.filters.filter((key) => !isOfKind({ key }));
  const choices = filters.flatMap((filter) => filter.choices).filter(isOfKind);
  const shown = choices.filter(({ key }) => on.length === 0 || on.includes(key));
  const lines = shown.map(async (choice) => ({
    ...choice,
    ...(await count({ ...which, filters: [...others, choice.key] })),
  }));
  return (await Promise.all(lines)).filter((line) => line.count > 0);
}
