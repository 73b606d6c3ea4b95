import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { Refusal } from '../kernel/index.ts';
import { isLanguage } from '../locale/index.ts';
import { isTimeZone } from './fields.ts';
import type { User, Users } from './index.ts';
import { holdUser, updateUser } from './store.ts';

/** In which language and time zone a person's pages and letters are written. */
export function createEditOwn({ database, audit }: { database: Database; audit: Audit }): Users['editOwn'] {
  return (caller, { language, timeZone }) =>
    database.write(async (tx) => {
      const user = caller.actor.kind === 'user' ? await holdUser(tx, caller.actor.id) : undefined;
      const refused = await audit.demand(tx, caller, 'own.edit', user);
      if (refused) return refused;
      if (!isLanguage(language)) return new Refusal('malformed', { field: 'language' });
      if (!user || !isTimeZone(timeZone)) return new Refusal('malformed', { field: 'time_zone' });
      const fields = changedOf(user, { language, timeZone });
      if (fields.length === 0) return undefined;
      // Whoever of staff saw them before is told, instead of setting back what was chosen here.
      await updateUser(tx, user.id, { language, time_zone: timeZone, version: user.version + 1 });
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      await audit.record(tx, caller, { event: 'user.edited', subject, details: { fields: fields.join(' ') } });
      return undefined;
    });
}

function changedOf(user: User, wanted: { language: string; timeZone: string }): string[] {
  return [
    ...(user.language === wanted.language ? [] : ['language']),
    ...(user.timeZone === wanted.timeZone ? [] : ['time_zone']),
  ];
}
