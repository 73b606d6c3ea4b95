import type { Tx } from '../database/index.ts';
import { type Caller, isStorable, Refusal } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { isIdentityCheck } from './identity-check.ts';
import { judgeCode } from './identity-code.ts';
import type { ResetRecord, Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';
import { resetById } from './store.ts';

type How = Parameters<Resets['send']>[2];

const longestNote = 2_000;

/** Staff send reset instructions to a user, or are told the link to hand over themselves. */
export function createSend(parts: Parts, tell: (id: string) => Promise<ResetRecord>): Resets['send'] {
  return async (caller, userId, how) => {
    const { id, link } = await parts.database.write((tx) => sendWithin(tx, parts, caller, { userId, how }));
    return { reset: await tell(id), link };
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
  { userId, how }: { userId: string; how: How },
): Promise<Sent | Refusal> {
  const user = await parts.users.hold(tx, userId);
  const refused = (await parts.audit.demand(tx, caller, 'resets.send', user)) ?? judge(user, how);
  if (refused || !user) return refused ?? new Refusal('not_found', {});
  const already = how.resetId === undefined ? undefined : await resetById(tx, how.resetId);
  if (already) return { id: already.id, link: undefined };
  return sendOne(tx, parts, caller, { user, how });
}

/** A new reset for a user who is held and can be reached. */
async function sendOne(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, how }: { user: User; how: How },
): Promise<Sent | Refusal> {
  const rules = await parts.settings.read(tx);
  const { identityCheck, identityCode, note } = how;
  if (identityCheck === undefined && mustBeChecked(rules, caller, user))
    return new Refusal('identity_check_missing', {});
  if (identityCheck === 'code' && caller.actor.kind === 'user') {
    const wrong = await judgeCode(tx, parts, { user, code: identityCode });
    if (wrong) return wrong;
  }
  return newReset(tx, parts, caller, {
    purpose: 'reset',
    source: sourceOf(caller),
    user,
    life: rules.link_life,
    outcome: how.printLink ? 'print' : 'send',
    reason: 'send',
    identityCheck,
    note,
    id: how.resetId,
  });
}

/** Whether staff have to say how they made sure who is asking. Whoever runs the command line sees to that alone. */
export function mustBeChecked(rules: SettingValues, { actor }: Caller, user: User): boolean {
  return actor.kind === 'user' && rules[`identity_check_${user.role}`];
}

export function sourceOf(caller: Caller): 'staff' | 'command' {
  return caller.actor.kind === 'operator' ? 'command' : 'staff';
}

function judge(user: User | undefined, how: How): Refusal | undefined {
  if (!user) return new Refusal('not_found', {});
  if (user.state === 'archived') return new Refusal('archived', { name: user.name });
  const unreachable = how.printLink ? undefined : unreachableBecause(user);
  if (unreachable) return unreachable;
  if (how.identityCheck !== undefined && !isIdentityCheck(how.identityCheck)) {
    return new Refusal('malformed', { field: 'identity_check' });
  }
  const note = how.note ?? '';
  return note.length > longestNote || !isStorable(note) ? new Refusal('malformed', { field: 'note' }) : undefined;
}
