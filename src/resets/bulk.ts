import type { Tx } from '../database/index.ts';
import type { JobData, JobKind } from '../jobs/index.ts';
import { type Act, type Caller, Refusal } from '../kernel/index.ts';
import { endAllLinks } from './cancel.ts';
import { isIdentityCheck } from './identity-check.ts';
import type { HowAgain } from './index.ts';
import type { Parts } from './parts.ts';
import { sendWithin } from './send.ts';

/** What can be done to many users at once, and what each demands. */
export const bulkActs = {
  send: 'resets.send',
  archive: 'users.archive',
  unarchive: 'users.archive',
  end_sessions: 'sessions.end',
  cancel_links: 'resets.cancel',
} as const satisfies Record<string, Act>;

export type BulkAction = keyof typeof bulkActs;
export const bulkActions = Object.keys(bulkActs) as BulkAction[];

type ToOne = (tx: Tx, caller: Caller, userId: string, data: JobData) => Promise<unknown>;

/** Each as a job does it: one user, one transaction, the same use case as for one. */
export function createBulkKinds(parts: Parts): JobKind[] {
  const { users, sessions } = parts;
  const toOne: Record<BulkAction, ToOne> = {
    send: (tx, caller, userId, data) => sendWithin(tx, parts, caller, { userId, how: howIn(data) }),
    archive: (tx, caller, userId) => users.archiveWithin(tx, caller, userId),
    unarchive: (tx, caller, userId) => users.unarchiveWithin(tx, caller, userId),
    end_sessions: (tx, caller, userId) => sessions.endAllWithin(tx, caller, userId),
    cancel_links: (tx, caller, userId) => endAllLinks(tx, parts, caller, userId),
  };
  return bulkActions.map((action) => ({
    name: `users.${action}`,
    act: bulkActs[action],
    async each(tx, caller, { subjectId, data }) {
      const outcome = await toOne[action](tx, caller, subjectId, data);
      return outcome instanceof Refusal ? outcome : undefined;
    },
  }));
}

function howIn({ identity_check: check, note }: JobData): HowAgain {
  return { identityCheck: check && isIdentityCheck(check) ? check : undefined, note: note ?? undefined };
}
