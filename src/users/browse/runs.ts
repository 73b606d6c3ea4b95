import { type RawBuilder, sql } from 'kysely';
import type { Database, Run } from '../../database/index.ts';
import { mergedRun } from './bucket-store.ts';
import { beginningRun, orders, type SortKey, sortedRun, type UserRow } from './list-store.ts';
import { numberedRun } from './pieces-store.ts';
import type { Plan } from './plan.ts';
import { byRelevance } from './relevance.ts';
import { seeksSubstring, startsAs } from './search.ts';

type Db = Pick<Database, 'lists'>;

interface Sort {
  key: SortKey;
  descending: boolean;
}

/** The users of a plan, in order: one run, or by relevance several. */
export async function runsOf(db: Db, plan: Plan, sort: Sort): Promise<Run<UserRow>[]> {
  if (plan.how === 'merge') return plan.buckets.length === 0 ? [] : [merged(db, plan, sort)];
  if (plan.how === 'relevance') return seeksSubstring(plan.terms) ? byRelevance(db.lists, plan) : byBeginning(db, plan);
  const { numbers, late = [] } = plan.pieces ?? {};
  if (numbers !== undefined && late.length === 0 && sort.key === 'name')
    return [numberedRun(db.lists, { numbers, descending: sort.descending })];
  return [sortedRun(db.lists, { where: plan.where, sort, walk: plan.how === 'walk' })];
}

function merged({ lists }: Db, { buckets, where }: Plan, { key, descending }: Sort): Run<UserRow> {
  const { text, time, of: keyOf } = orders[key];
  return mergedRun(lists, { buckets, where, key: text ?? time ?? sql`''`, descending, keyOf });
}

/** Short terms find only beginnings: those of names, then of logins, then of emails. */
function byBeginning({ lists }: Db, { where, terms }: Plan): Run<UserRow>[] {
  const [first = ''] = terms;
  const byName = startsAs('name_sort', first, false);
  const byLogin = startsAs('login_folded', first, false);
  return [
    beginningRun(lists, 'name_sort', first, where),
    beginningRun(lists, 'login_folded', first, [...where, not(byName)]),
    beginningRun(lists, 'email_folded', first, [...where, not(byName), not(byLogin)]),
  ];
}

function not(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql`not ${condition}`;
}
