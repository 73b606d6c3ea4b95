import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { isTimeZone } from './fields.ts';
import { updateUser, userById } from './store.ts';

/** A person's own time zone, in which letters tell them when. */
export function createSetTimeZone({ database, audit }: { database: Database; audit: Audit }) {
  return (caller: Caller, timeZone: string): Promise<void> =>
    database.write(async (tx) => {
      const user = caller.actor.kind === 'user' ? await userById(tx, caller.actor.id) : undefined;
      const refused = await audit.demand(tx, caller, 'own.edit', user);
      if (refused) return refused;
      if (!user || !isTimeZone(timeZone)) return new Refusal('malformed', { field: 'time_zone' });
      await updateUser(tx, user.id, { time_zone: timeZone });
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      await audit.record(tx, caller, { event: 'user.edited', subject, details: { fields: 'time_zone' } });
      return undefined;
    });
}
