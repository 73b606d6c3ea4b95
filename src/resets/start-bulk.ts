import { Refusal } from '../kernel/index.ts';
import { bulkActs, demandsCheck } from './bulk.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { judgeNote } from './send.ts';

/** Letters a minute: providers slow down whoever comes with thousands at once. */
const usualPace = 120;

/** Begins a job that does one thing to many users, if whoever asked is in still once all of them are found. */
export function createStartBulk(parts: Parts): Resets['startBulk'] {
  const { clock, users, jobs, audit } = parts;
  return async (caller, { action, users: query, identityCheck, note, perMinute = usualPace }) => {
    const askedAt = clock.now();
    await audit.admit(caller, bulkActs[action]);
    const kept = note?.trim() || undefined;
    const wrong = judgeNote(kept); // else everybody would be refused, one by one
    if (wrong) throw wrong;
    const userIds = await users.ids(caller, query);
    const isUnsaid = identityCheck === undefined && (await demandsCheck(parts, caller, { action, userIds }));
    if (isUnsaid) throw new Refusal('identity_check_missing', {});
    return jobs.start(caller, {
      kind: `users.${action}`,
      subjectIds: userIds,
      data: { identity_check: identityCheck ?? null, note: kept ?? null },
      askedAt,
      perMinute: action === 'send' ? perMinute : undefined,
    });
  };
}
