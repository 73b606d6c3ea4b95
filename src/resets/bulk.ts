import type { JobKind } from '../jobs/index.ts';
import { type Caller, may, Refusal } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { endAllLinks } from './cancel.ts';
import { isIdentityCheck } from './identity-check.ts';
import type { Foreseen, Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';
import { isApprovedReset, mustBeChecked, sendWithin } from './send.ts';

/** What can be done to many users at once. */
export const bulkActions = ['send', 'archive', 'unarchive', 'end_sessions', 'cancel_links'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Each as a job does it: one user, one transaction, the same use case as for one. */
export function createBulkKinds(parts: Parts): JobKind[] {
  const { users, sessions } = parts;
  const kinds: Record<BulkAction, Pick<JobKind, 'act' | 'each'>> = {
    send: {
      act: 'resets.send',
      async each(tx, caller, { subjectId, data }) {
        const { identity_check: check, note } = data;
        const identityCheck = check && isIdentityCheck(check) ? check : undefined;
        return no(
          await sendWithin(tx, parts, caller, { userId: subjectId, how: { identityCheck, note: note ?? undefined } }),
        );
      },
    },
    archive: { act: 'users.archive', each: (tx, caller, { subjectId }) => users.archiveWithin(tx, caller, subjectId) },
    unarchive: {
      act: 'users.archive',
      each: (tx, caller, { subjectId }) => users.unarchiveWithin(tx, caller, subjectId),
    },
    end_sessions: {
      act: 'sessions.end',
      each: async (tx, caller, { subjectId }) => no(await sessions.endAllWithin(tx, caller, subjectId)),
    },
    cancel_links: {
      act: 'resets.cancel',
      each: async (tx, caller, { subjectId }) => no(await endAllLinks(tx, parts, caller, subjectId)),
    },
  };
  return bulkActions.map((action) => ({ name: `users.${action}`, ...kinds[action] }));
}

function no(outcome: unknown): Refusal | undefined {
  return outcome instanceof Refusal ? outcome : undefined;
}

/** What each demands. */
export const bulkActs = {
  send: 'resets.send',
  archive: 'users.archive',
  unarchive: 'users.archive',
  end_sessions: 'sessions.end',
  cancel_links: 'resets.cancel',
} as const;

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
        const refusal =
          foreseenFor(caller, action, user) ??
          (waits(user) ? new Refusal('approval_needed', { approval: '' }) : undefined);
        if (refusal) foreseen.unreached.push({ user, reason: refusal.code });
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

function foreseenFor(caller: Caller, action: BulkAction, user: User): Refusal | undefined {
  if (!may(caller, bulkActs[action], user)) return new Refusal('forbidden', {});
  const oneself = caller.actor.kind === 'user' && caller.actor.id === user.id;
  if (action === 'archive' && oneself) return new Refusal('own_account', {});
  return action === 'send' ? unreachableBecause(user) : undefined;
}
