import type { Tx } from '../database/index.ts';
import { type Caller, differences, isStorable, Refusal } from '../kernel/index.ts';
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
  { userId, how, approved = false }: { userId: string; how: How; approved?: boolean },
): Promise<Sent | Refusal> {
  const user = await parts.users.hold(tx, userId);
  const refused = (await parts.audit.demand(tx, caller, 'resets.send', user)) ?? judge(user, how);
  if (refused || !user) return refused ?? new Refusal('not_found', {});
  const already = how.resetId === undefined ? undefined : await resetById(tx, how.resetId);
  if (already) return { id: already.id, link: undefined };
  return sendOne(tx, parts, caller, { user, how, approved });
}

/** A new reset for a user who is held and can be reached. */
async function sendOne(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, how, approved }: { user: User; how: How; approved: boolean },
): Promise<Sent | Refusal> {
  const rules = await parts.settings.read(tx);
  const { identityCheck, identityCode, note } = how;
  if (identityCheck === undefined && mustBeChecked(rules, caller, user))
    return new Refusal('identity_check_missing', {});
  if (identityCheck === 'code' && caller.actor.kind === 'user' && !approved) {
    const wrong = await judgeCode(tx, parts, { user, code: identityCode });
    if (wrong) return wrong;
  }
  const needed = approved ? undefined : await needsApproval(tx, parts, caller, { user, how });
  if (needed) return needed;
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

/** What was wished when the approval was asked for; the identity of whoever asked was checked then. */
export function createSendApproved(parts: Parts): Resets['sendApproved'] {
  return async (tx, caller, wish) => {
    const { userId, how } = wish as { userId: string; how: How };
    const sent = await sendWithin(tx, parts, caller, { userId, how, approved: true });
    return sent instanceof Refusal ? sent : undefined;
  };
}

/** A reset of an administrator waits for a second one where that is set. Who is asking was checked by then. */
export async function needsApproval(
  tx: Tx,
  { settings, approvals }: Parts,
  caller: Caller,
  { user, how }: { user: User; how: How },
): Promise<Refusal | undefined> {
  const { approve_administrator_resets: isSet } = await settings.read(tx);
  if (!isSet || (user.role !== 'access' && user.role !== 'settings')) return undefined;
  const subject = { id: user.id, label: user.login };
  const { identityCheck, note } = how;
  const told = { email: user.email ?? null, identity_check: identityCheck ?? null, note: note || null };
  const wish = { userId: user.id, how };
  return approvals.demand(tx, caller, { kind: 'reset', subject, wish, changes: differences({}, told) });
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
