import type { Tx } from '../database/index.ts';
import { type Act, type Caller, Refusal } from '../kernel/index.ts';
import type { ApprovalKind, Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { stateAt } from './record.ts';
import { settle } from './settle.ts';
import { type ApprovalRow, holdApproval } from './store.ts';
import { openWish } from './wish.ts';

/** The decision and what follows from it are one transaction: of two who decide at once, one does. */
export function createDecide(parts: Parts): Pick<Approvals, 'approve' | 'refuse'> {
  const { database, audit } = parts;
  return {
    approve: (caller, id) =>
      database.write(async (tx) => {
        const row = await waitingFor(tx, parts, caller, { id, act: 'approvals.decide' });
        if (row instanceof Refusal) return row;
        if (isOwn(caller, row)) return new Refusal('approval_own', {});
        const came = await run(tx, parts, caller, row);
        if (!(came instanceof Refusal)) return settle(tx, parts, caller, { row, state: 'approved', made: came?.made });
        await settle(tx, parts, caller, { row, state: 'failed', refused: came });
        return came;
      }),

    refuse: (caller, id) =>
      database.write(async (tx) => {
        const row = await waitingFor(tx, parts, caller, { id, act: 'approvals.withdraw' });
        if (row instanceof Refusal) return row;
        const refused = isOwn(caller, row) ? undefined : await audit.demand(tx, caller, 'approvals.decide');
        if (refused) return refused;
        return settle(tx, parts, caller, { row, state: 'refused' });
      }),
  };
}

function isOwn({ actor }: Caller, row: ApprovalRow): boolean {
  return actor.kind === 'user' && actor.id === row.asked_by_id;
}

async function waitingFor(
  tx: Tx,
  { audit, clock }: Parts,
  caller: Caller,
  { id, act }: { id: string; act: Act },
): Promise<ApprovalRow | Refusal> {
  const refused = await audit.demand(tx, caller, act);
  if (refused) return refused;
  const row = await holdApproval(tx, id);
  if (!row) return new Refusal('not_found', {});
  const state = stateAt(row, clock.now());
  return state === 'waiting' ? row : new Refusal('approval_ended', { state });
}

/** In the name of whoever asked, if they may still do it. */
async function run(tx: Tx, parts: Parts, caller: Caller, row: ApprovalRow): ReturnType<ApprovalKind['run']> {
  const actor = await parts.actorNow(tx, row.asked_by_id, row.asked_by_key_id ?? undefined);
  if (!actor) return new Refusal('forbidden', {});
  const kind = parts.kinds.find(({ name }) => name === row.kind);
  if (!kind) throw new Error(`nobody does what was approved: ${row.kind}`);
  const asker = { ...caller, actor, address: row.asked_address ?? undefined, agent: row.asked_agent ?? undefined };
  return kind.run(tx, asker, openWish(parts.secrets, row.id, row.wish_sealed));
}
