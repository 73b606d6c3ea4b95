import { type RawBuilder, sql } from 'kysely';
import type { Database, Run } from '../../database/index.ts';
import { arrivalRun, beginningRun, piecesRun, type SortKey, sortedRun, type UserRow } from './list-store.ts';
import type { Plan } from './plan.ts';
import { longTerms, seeksSubstring, startsAs } from './search.ts';

type Db = Pick<Database, 'read' | 'engine'>;

/** The users of a plan, in order: one run, or by relevance several. */
export function runsOf(db: Db, plan: Plan, sort: { key: SortKey; descending: boolean }): Run<UserRow>[] {
  if (plan.how !== 'relevance') return [sortedRun(db.read, { where: plan.where, sort, walk: plan.how === 'walk' })];
  const [first = ''] = plan.terms;
  const byName = startsAs('name_sort', first, false);
  const names = beginningRun(db.read, 'name_sort', first, plan.where);
  return [names, ...(seeksSubstring(plan.terms) ? [rest(db, plan, byName)] : otherBeginnings(db, plan, byName))];
}

function rest({ read, engine }: Db, { where, terms }: Plan, byName: RawBuilder<boolean>): Run<UserRow> {
  const others = [...where, not(byName)];
  return engine === 'sqlite' ? piecesRun(read, longTerms(terms), others) : arrivalRun(read, others);
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
