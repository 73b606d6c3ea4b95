import type { Tx } from '../database/index.ts';
import { type Caller, pseudonymOf } from '../kernel/index.ts';
import type { Approvals, AskedIn, Asker } from './index.ts';
import type { Parts } from './parts.ts';
import { type Because, settle } from './settle.ts';
import {
  type ApprovalRow,
  holdApproval,
  renameInApprovals,
  waitingAbout,
  waitingApprovals,
  waitingOf,
} from './store.ts';

interface Withdrawal {
  rows: ApprovalRow[];
  /** Who decides, where the caller has no name. */
  otherwise: { id: string | null; label: string };
  because: Because;
}

/**
 * What somebody asked for is withdrawn with all else that a link ends, or a password that was in foreign hands, and with
 * their access. Whoever changes the own password goes on in their session: only what a key of theirs asked for is not done without
 * it, and what was asked for in any other session is withdrawn with those that end.
 */
export function createFollower(parts: Parts): Approvals['follower'] {
  const waitingFor = (tx: Tx, { id }: Asker) => waitingOf(tx, id, parts.clock.now());
  const withdrawAllOf = async (tx: Tx, caller: Caller, user: Asker, because: Because): Promise<object> => {
    // A stranger to us who takes an account back is its owner.
    await withdraw(tx, parts, caller, { rows: await waitingFor(tx, user), otherwise: named(user), because });
    return {};
  };
  return {
    name: 'approvals',
    async passwordReplaced(tx, { user, by, caller }) {
      if (by === 'owner') return {};
      return withdrawAllOf(tx, caller, user, by === 'void' ? 'password_void' : 'password_changed');
    },
    archived: (tx, user, caller) => withdrawAllOf(tx, caller, user, 'archived'),
    async deleted(tx, user, caller) {
      const name = pseudonymOf(user.id);
      await renameInApprovals(tx, user.id, name);
      const rows = [...(await waitingFor(tx, user)), ...(await waitingAbout(tx, user.id))];
      await withdraw(tx, parts, caller, { rows, otherwise: { id: user.id, label: name }, because: 'deleted' });
    },
  };
}

/** What was asked for in sessions that are ended waits in nobody's name. What a key asked for ends with the key. */
export async function withdrawAsked(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, where }: { user: Asker; where: AskedIn },
): Promise<void> {
  const isMeant = ({ asked_in, asked_by_key_id }: ApprovalRow): boolean =>
    asked_by_key_id === null && wasAsked(where, asked_in ?? undefined);
  const rows = (await waitingOf(tx, user.id, parts.clock.now())).filter(isMeant);
  await withdraw(tx, parts, caller, { rows, otherwise: named(user), because: 'session_ended' });
}

function wasAsked(where: AskedIn, session: string | undefined): boolean {
  if ('these' in where) return session !== undefined && where.these.includes(session);
  return session === undefined || session !== where.allBut;
}

function named({ id, login }: Asker): Withdrawal['otherwise'] {
  return { id, label: login };
}

/** Nobody knows any more which of them were refused since, or done: whoever still wants one asks again. */
export async function withdrawAll(tx: Tx, parts: Parts, caller: Caller): Promise<number> {
  const rows = await waitingApprovals(tx);
  await withdraw(tx, parts, caller, { rows, otherwise: { id: null, label: caller.actor.kind }, because: 'restored' });
  return rows.length;
}

async function withdraw(tx: Tx, parts: Parts, caller: Caller, { rows, otherwise, because }: Withdrawal): Promise<void> {
  for (const { id } of rows) {
    const row = await holdApproval(tx, id);
    if (row?.state !== 'waiting') continue; // decided while it was waited for
    await settle(tx, parts, caller, { row, state: 'refused', otherwise, because });
  }
}
