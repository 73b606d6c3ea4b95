import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../../kernel/index.ts';
import { type Condition, type Filter, hide } from './condition.ts';

/** A filter is a word, or a word and a value: `no_email`, `role:helpdesk`. Those of one family are alternatives. */
const families = {
  state: ['active', 'invited', 'confirmed', 'archived'],
  email: ['no_email', 'shared_email'],
  sign_in: ['never_signed_in'],
  reset: ['reset_pending'],
  mail: ['mail_failing'],
};

const valued = { role: 'role', company: 'company_id', language: 'language' } as const;

/** The conditions of filters, one for each family that has any. Refuses `malformed` for one that does not exist. */
export function filterConditions(filters: string[], now: number): Filter[] {
  const unknown = filters.find((filter) => !isKnown(filter));
  if (unknown !== undefined) throw new Refusal('malformed', { field: 'filter' });
  const on = (family: keyof typeof families): string[] => families[family].filter((filter) => filters.includes(filter));
  const conditions = [
    ...Object.entries(valued).flatMap(([word, column]) => valueCondition(column, valuesOf(filters, word))),
    ...emailCondition(on('email')),
    ...on('sign_in').map((): Condition => (plain) => sql`${hide(sql`coalesce(last_sign_in_at, 0)`, plain, 0)} = 0`),
    ...on('reset').map((): Condition => (plain) => sql`${hide(sql.ref('reset_until'), plain, 0)} > ${now}`),
    ...on('mail').map((): Condition => (plain) => sql`${hide(sql.ref('mail_failing'), plain, 0)} = 1`),
  ];
  return [...stateFilter(on('state')), ...conditions.map((condition) => ({ condition }))];
}

function isKnown(filter: string): boolean {
  const [word = '', value] = filter.split(':', 2);
  return value === undefined ? Object.values(families).flat().includes(word) : Object.hasOwn(valued, word);
}

function valuesOf(filters: string[], word: string): string[] {
  return filters.filter((filter) => filter.startsWith(`${word}:`)).map((filter) => filter.slice(word.length + 1));
}

const states = ['invited', 'confirmed', 'archived'];

function stateFilter(words: string[]): Filter[] {
  const on = words.flatMap((word) => (word === 'active' ? ['invited', 'confirmed'] : [word]));
  const [rest] = valueCondition(
    'state',
    states.filter((state) => !on.includes(state)),
  );
  return valueCondition('state', [...new Set(on)]).map((condition) => ({ condition, ...(rest && { rest }) }));
}

function valueCondition(column: string, values: string[]): Condition[] {
  if (values.length === 0) return [];
  return [(plain) => sql`${hide(sql.ref(column), plain, '')} in (${sql.join(values)})`];
}

function emailCondition(words: string[]): Condition[] {
  if (words.length === 0) return [];
  const condition: Condition = (plain) => {
    const none = sql<boolean>`${hide(sql.ref('email_folded'), plain, '')} is null`;
    const shared = sql<boolean>`${hide(sql.ref('email_shared'), plain, 0)} = 1`;
    const parts: RawBuilder<boolean>[] = words.map((word) => (word === 'no_email' ? none : shared));
    return sql`(${sql.join(parts, sql` or `)})`;
  };
  return [condition];
}
