import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { tellReset } from './describe.ts';
import type { Resets } from './index.ts';
import { judgeApproved, judgeHow, judgeSending, type SendWish } from './judge-sending.ts';
import { askedAs, newReset, purposeOf } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { resetById } from './store.ts';

/** Staff send reset instructions to a user, or are told the link to hand over themselves. */
export function createSend(parts: Parts): Resets['send'] {
  return async (caller, userId, how) => {
    const { id, link } = await parts.database.write((tx) => sendWithin(tx, parts, caller, { userId, how }));
    return { reset: await tellReset(parts, id), link };
  };
}

interface Sent {
  id: string;
  link: string | undefined;
}

/** The same inside a transaction, for whoever sends to many. */
export async function sendWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { approved = false, ...wish }: SendWish & { approved?: boolean },
): Promise<Sent | Refusal> {
  const { how } = wish;
  const user = await parts.users.hold(tx, wish.userId);
  const refused = (await parts.audit.demand(tx, caller, 'resets.send', user)) ?? judgeHow(user, how);
  if (refused || !user) return refused ?? new Refusal('not_found', {});
  const already = how.resetId === undefined ? undefined : await resetById(tx, how.resetId);
  if (already) return { id: already.id, link: undefined };
  const judge = approved ? judgeApproved : judgeSending;
  const no = await judge(tx, parts, caller, { user, wish });
  if (no) return no;
  return newReset(tx, parts, caller, {
    ...(await purposeOf(tx, parts, { user, invites: wish.invites ?? false })),
    source: askedAs(caller),
    user,
    outcome: how.printLink ? 'print' : 'send',
    reason: 'send',
    identityCheck: how.identityCheck,
    note: how.note,
    id: how.resetId,
  });
}
