import type { Audit } from '../../audit/index.ts';
import { type Database, type Page, pageOf, type Turn } from '../../database/index.ts';
import { type Caller, type Clock, may, Refusal, roles } from '../../kernel/index.ts';
import type { Counted, ListedUser, UserQuery, UserSort } from '../index.ts';
import { toUser } from '../store.ts';
import { asksForFactors } from './buckets.ts';
import type { UserRow } from './list-store.ts';
import { countedUpTo, countPlanned, type Plan, planOf } from './plan.ts';
import { runsOf } from './runs.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
}

/** Looks through the users: a page of those that a query means, and how many they are. */
export function createBrowse({ database, clock, audit }: Parts) {
  // A page and its count ask with the same query: it is planned once.
  const plans = new WeakMap<UserQuery, Promise<Plan>>();
  const planFor = (query: UserQuery, caller: Caller): Promise<Plan> => {
    const told = roles.filter((role) => may(caller, 'sessions.read', { id: '', role }));
    const plan = plans.get(query) ?? planOf(database, query, { now: clock.now(), told });
    plans.set(query, plan);
    return plan;
  };

  /** Who has a second factor is told where sessions are: of nobody greater. */
  const admit = async (caller: Caller, { filters }: UserQuery): Promise<void> => {
    await audit.admit(caller, 'users.find');
    if (asksForFactors(filters)) await audit.admit(caller, 'sessions.read');
  };

  const count = async (caller: Caller, query: UserQuery): Promise<Counted> => {
    await admit(caller, query);
    const counted = await countPlanned(database, await planFor(query, caller));
    return { count: Math.min(counted, countedUpTo), exact: counted <= countedUpTo };
  };

  return {
    count,

    async page(caller: Caller, query: UserQuery, sort: UserSort, turn: Turn): Promise<Page<ListedUser>> {
      await admit(caller, query);
      if (turn.limit < 1) throw new Refusal('malformed', { field: 'limit' });
      const plan = await planFor(query, caller);
      const { rows, ...around } = await pageOf(await runsOf(database, plan, sort), turn);
      return { ...around, rows: rows.map((row) => toListed(row, clock.now())) };
    },
  };
}

function toListed(row: UserRow, now: number): ListedUser {
  return {
    ...toUser(row),
    lastResetAt: row.last_reset_at ?? undefined,
    resetPending: (row.reset_until ?? 0) > now,
    mailFailing: row.mail_failing === 1,
    emailShared: row.email_shared === 1,
  };
}
