import { type Caller, isOneself, may, type RefusalCode } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { type BulkAction, bulkActs } from './bulk.ts';
import type { Foreseen, Resets } from './index.ts';
import { isApprovedReset, mustBeChecked } from './judge-sending.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';

/** Whom a preview looks at one by one; of more it tells of these. */
const mostForeseen = 10_000;

/** Who would not be reached, and why: judged as the job will judge, before anything is done, and a page at a time. */
export function createForesee(parts: Parts): Resets['foresee'] {
  const { database, audit, settings, users } = parts;
  return async (caller, { action, users: query }) => {
    await audit.admit(caller, bulkActs[action]);
    const rules = await settings.read(database.read);
    const waits = await whoWaits(parts, caller, action);
    const foreseen: Foreseen = { total: 0, looked: 0, unreached: [], identityCheckDemanded: false };
    for await (const page of users.pages(caller, query)) {
      const looked = page.slice(0, mostForeseen - foreseen.looked);
      foreseen.total += page.length;
      foreseen.looked += looked.length;
      for (const user of looked) {
        const reason = foreseenFor(caller, action, user) ?? (waits(user) ? 'approval_needed' : undefined);
        if (reason) foreseen.unreached.push({ user, reason });
      }
      foreseen.identityCheckDemanded ||= mustAnyBeChecked(rules, caller, { action, users: looked });
    }
    return foreseen;
  };
}

/** Whether it has to be said how whoever asks was checked, for those of whom a preview tells. */
export async function demandsCheck(
  { database, settings, users }: Parts,
  caller: Caller,
  { action, userIds }: { action: BulkAction; userIds: string[] },
): Promise<boolean> {
  const looked = await users.byIds(database.read, userIds.slice(0, mostForeseen));
  return mustAnyBeChecked(await settings.read(database.read), caller, { action, users: looked });
}

function mustAnyBeChecked(
  rules: SettingValues,
  caller: Caller,
  { action, users }: { action: BulkAction; users: User[] },
): boolean {
  return action === 'send' && users.some((user) => mustBeChecked(rules, caller, user));
}

/** Of what becomes a request instead, which a second administrator decides. */
async function whoWaits(
  { database, approvals }: Parts,
  caller: Caller,
  action: BulkAction,
): Promise<(user: User) => boolean> {
  const nobody = () => false;
  if (action === 'send') return (await approvals.mustWait(database.read, caller, 'reset')) ? isApprovedReset : nobody;
  if (action !== 'unarchive' || !(await approvals.mustWait(database.read, caller, 'administrator'))) return nobody;
  return ({ state, role }) => state === 'archived' && role === 'settings';
}

function foreseenFor(caller: Caller, action: BulkAction, user: User): RefusalCode | undefined {
  if (!may(caller, bulkActs[action], user)) return 'forbidden';
  if (action === 'archive' && isOneself(caller, user)) return 'own_account';
  return action === 'send' ? unreachableBecause(user)?.code : undefined;
}
