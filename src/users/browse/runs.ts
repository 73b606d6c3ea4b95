import { type RawBuilder, sql } from 'kysely';
import type { Database, Run } from '../../database/index.ts';
import { mergedRun } from './bucket-store.ts';
import { arrivalRun, beginningRun, orders, type SortKey, sortedRun, type UserRow } from './list-store.ts';
import { numberedRun, type Pieces, piecesRun } from './pieces-store.ts';
import type { Plan } from './plan.ts';
import { seeksSubstring, startsAs } from './search.ts';

type Db = Pick<Database, 'read'>;

interface Sort {
  key: SortKey;
  descending: boolean;
}

/** The users of a plan, in order: one run, or by relevance several. */
export function runsOf(db: Db, plan: Plan, sort: Sort): Run<UserRow>[] {
  if (plan.how === 'merge') return plan.buckets.length === 0 ? [] : [merged(db, plan, sort)];
  if (plan.how === 'relevance') return byRelevance(db, plan);
  const { numbers, early = [], late = [] } = plan.pieces ?? {};
  if (numbers && late.length === 0 && sort.key === 'name')
    return [numberedRun(db.read, { numbers, early, descending: sort.descending })];
  return [sortedRun(db.read, { where: plan.where, sort, walk: plan.how === 'walk' })];
}

function byRelevance(db: Db, plan: Plan): Run<UserRow>[] {
  const [first = ''] = plan.terms;
  const names = beginningRun(db.read, 'name_sort', first, plan.where);
  if (plan.pieces) return [names, restOfPieces(db, plan.pieces, first)];
  const byName = startsAs('name_sort', first, false);
  const others = [...plan.where, not(byName)];
  return [names, ...(seeksSubstring(plan.terms) ? [arrivalRun(db.read, others)] : otherBeginnings(db, plan, byName))];
}

function restOfPieces({ read }: Db, pieces: Pieces, first: string): Run<UserRow> {
  const byName = startsAs('user_search.user_name', first);
  return piecesRun(read, { ...pieces, early: [...pieces.early, not(byName)] });
}

function merged({ read }: Db, { buckets, where }: Plan, { key, descending }: Sort): Run<UserRow> {
  const { text, time, of: keyOf } = orders[key];
  return mergedRun(read, { buckets, where, key: text ?? time ?? sql`''`, descending, keyOf });
}

function otherBeginnings({ read }: Db, { where, terms }: Plan, byName: RawBuilder<boolean>): Run<UserRow>[] {
  const [first = ''] = terms;
  const byLogin = startsAs('login_folded', first, false);
  return [
    beginningRun(read, 'login_folded', first, [...where, not(byName)]),
    beginningRun(read, 'email_folded', first, [...where, not(byName), not(byLogin)]),
  ];
}

function not(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql`not ${condition}`;
}
