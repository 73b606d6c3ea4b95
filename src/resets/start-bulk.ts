import { type Actor, type Caller, createLines, Refusal, usualWait } from '../kernel/index.ts';
import { bulkActs } from './bulk.ts';
import { demandsCheck } from './foresee.ts';
import type { Resets } from './index.ts';
import { judgeNote } from './judge-sending.ts';
import type { Parts } from './parts.ts';

type Bulk = Parameters<Resets['startBulk']>[1];

/** Letters a minute: providers slow down whoever comes with thousands at once. */
const usualPace = 120;

/**
 * Begins a job that does one thing to many users, if whoever asked is in still once all of them are found. All of them are held
 * in memory until then, however many: so one person begins one at a time.
 */
export function createStartBulk(parts: Parts): Resets['startBulk'] {
  const { clock, audit } = parts;
  const inLine = createLines({ atOnce: 1, ...usualWait });
  return async (caller, bulk) => {
    const askedAt = clock.now();
    await audit.admit(caller, bulkActs[bulk.action]);
    return inLine(personOf(caller.actor), () => start(parts, caller, { ...bulk, askedAt }));
  };
}

function personOf(actor: Actor): string {
  return actor.kind === 'user' ? actor.id : actor.kind;
}

async function start(
  parts: Parts,
  caller: Caller,
  { action, users: query, identityCheck, note, perMinute = usualPace, askedAt }: Bulk & { askedAt: number },
): Promise<string> {
  const { users, jobs } = parts;
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
}
