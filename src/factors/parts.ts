import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Caller, type Clock, type EventName, type Random, Refusal, type Secrets } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Throttle } from '../throttle/index.ts';
import { asSubject, type User, type Users } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { FactorsBegun, FactorsChanged, FactorsGone } from './index.ts';

/** What the use cases work with. */
export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  approvals: Pick<Approvals, 'demand'>;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  users: Users;
  /** Passkeys are bound to the name of the site. Refuses `configuration` while nobody has said. */
  baseUrl(): string;
  /** Whether this code was mailed to the user; it works once. Refuses `code_wrong`. */
  judgeCode(tx: Tx, user: User, code: string | undefined): Promise<Refusal | undefined>;
  changed: FactorsChanged;
  begun: FactorsBegun;
  gone: FactorsGone;
}

export function siteOf({ baseUrl }: Parts): { host: string; origin: string } {
  const { hostname, origin } = new URL(baseUrl());
  return { host: hostname, origin };
}

/**
 * What signed-in users do with their own, held meanwhile. What a thief adds comes before the account is taken back, and is
 * disowned, or not at all. Refuses `not_signed_in`, and whatever `act` does.
 */
export function asOwner<Done>(
  { database, users, audit }: Parts,
  caller: Caller,
  act: (tx: Tx, user: User) => Promise<Done | Refusal>,
): Promise<Done> {
  return database.write(async (tx) => {
    const user = caller.actor.kind === 'user' ? await users.hold(tx, caller.actor.id) : undefined;
    if (!user) return new Refusal('not_signed_in', {});
    return (await audit.demand(tx, caller, 'own.factors', user)) ?? act(tx, user);
  });
}

/** Records a change of factors and tells the user. `at` is what anything was added at: its letter's button goes by that. */
export async function tell(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  told: { user: User; event: EventName; at: number },
): Promise<void> {
  const { user, event, at } = told;
  await parts.audit.record(tx, caller, { event, subject: asSubject(user) });
  await parts.users.noteFactor(tx, user.id, await hasFactor(tx, user.id));
  await parts.changed(tx, user, { what: event, at });
}
