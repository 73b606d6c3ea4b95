import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Clock, hour, type Random, Refusal } from '../kernel/index.ts';
import { isLanguage } from '../locale/index.ts';
import { type Rule, type Throttle, takeOne } from '../throttle/index.ts';
import { asSubject } from './as-subject.ts';
import { isTimeZone } from './fields.ts';
import type { User, Users } from './index.ts';
import { noteOwnEdit } from './own-edits.ts';
import { holdUser, updateUser } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  throttle: Throttle;
}

/** Each is in the record, and overtakes the forms that staff have open of the user. */
const ownEdits: Rule = { name: 'own edits', max: 60, within: hour };

/** In which language and time zone a person's pages and letters are written. */
export function createEditOwn(parts: Parts): Users['editOwn'] {
  const { database, audit, throttle } = parts;
  return (caller, { language, timeZone }) =>
    database.write(async (tx) => {
      const user = caller.actor.kind === 'user' ? await holdUser(tx, caller.actor.id) : undefined;
      const refused = await audit.demand(tx, caller, 'own.edit', user);
      if (refused) return refused;
      if (!isLanguage(language)) return new Refusal('malformed', { field: 'language' });
      if (!user || !isTimeZone(timeZone)) return new Refusal('malformed', { field: 'time_zone' });
      const fields = changedOf(user, { language, timeZone });
      if (fields.length === 0) return undefined;
      const tooMany = await takeOne(tx, throttle, { rule: ownEdits, of: user.id });
      if (tooMany) return tooMany;
      await noteOwnEdit(tx, parts, user);
      // Whoever of staff saw them before is told, instead of setting back what was chosen here.
      await updateUser(tx, user.id, { language, time_zone: timeZone, version: user.version + 1 });
      const subject = asSubject(user);
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
