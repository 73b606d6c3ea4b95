import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../../kernel/index.ts';
import { isBucketFilter } from './buckets.ts';
import { type Condition, hide } from './condition.ts';

/* The filters that buckets know nothing of: companies are as many as there are, and a link holds until some moment. */

const company = 'company:';
const pending = 'reset_pending';

/** The conditions of such filters, those of one kind together. Refuses `malformed` for a filter that does not exist. */
export function otherConditions(filters: string[], now: number): Condition[] {
  const others = filters.filter((filter) => !isBucketFilter(filter));
  const companies = others.filter((filter) => filter.startsWith(company)).map((filter) => filter.slice(company.length));
  if (others.some((filter) => filter !== pending && !filter.startsWith(company)))
    throw new Refusal('malformed', { field: 'filter' });
  return [
    ...(companies.length > 0 ? [among(sql.ref('company_id'), companies)] : []),
    ...(others.includes(pending)
      ? [(plain: boolean) => sql<boolean>`${hide(sql.ref('reset_until'), plain, 0)} > ${now}`]
      : []),
  ];
}

/** Whoever is in one of these buckets. */
export function bucketCondition(buckets: string[]): Condition {
  return among(sql.ref('bucket'), buckets);
}

function among(column: RawBuilder<unknown>, values: string[]): Condition {
  if (values.length === 0) return () => sql`1 = 0`;
  return (plain) => sql`${hide(column, plain, '')} in (${sql.join(values)})`;
}
