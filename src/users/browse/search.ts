import { type RawBuilder, sql } from 'kysely';
import { searchable } from '../../kernel/index.ts';
import { type Condition, hide } from './condition.ts';

/** From so many characters on, a term is looked for inside words. */
const substringsFrom = 3;

/** The words that are searched for; all have to be found. */
export function termsOf(search: string): string[] {
  return searchable(search).split(' ').filter(Boolean);
}

/** Whether there is a term long enough to be looked for anywhere. */
export function seeksSubstring(terms: string[]): boolean {
  return terms.some(isLong);
}

/** Short terms find what begins with the first of them, longer ones what contains them. */
export function searchCondition(terms: string[]): Condition {
  const [first = '', ...others] = terms;
  if (seeksSubstring(terms)) return (plain) => allOf(terms.map((term) => contains(term, plain)));
  return (plain) => allOf([beginsWith(first, plain), ...others.map((term) => contains(term))]);
}

/** What a text has to contain. */
export function containing(terms: string[], text: RawBuilder<unknown>): RawBuilder<boolean>[] {
  return terms.map((term) => like(text, term));
}

export function shortTerms(terms: string[]): string[] {
  return terms.filter((term) => !isLong(term));
}

/** Those that are looked for inside words. */
export function longTerms(terms: string[]): string[] {
  return terms.filter(isLong);
}

function isLong(term: string): boolean {
  return [...term].length >= substringsFrom;
}

function allOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(conditions, sql` and `)})`;
}

const columns = ['name_sort', 'login_folded', 'email_folded'] as const;

function beginsWith(term: string, plain: boolean): RawBuilder<boolean> {
  const any = columns.map((column) => startsAs(column, term, plain));
  return sql`(${sql.join(any, sql` or `)})`;
}

/** Between the term and the last text that begins with it. */
export function startsAs(
  column: (typeof columns)[number] | 'user_search.user_name',
  term: string,
  plain = true,
): RawBuilder<boolean> {
  const text = hide(sql.ref(column), plain, '');
  return sql`(${text} >= ${term} and ${text} < ${`${term}\u{10ffff}`})`;
}

function contains(term: string, plain = false): RawBuilder<boolean> {
  return like(hide(sql.ref('search_text'), plain, ''), term);
}

function like(text: RawBuilder<unknown>, term: string): RawBuilder<boolean> {
  const pattern = `%${term.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${text} like ${pattern} escape '\\'`;
}
