import { type Caller, isEmail, isStorable, Refusal } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { isIdentityCheck } from './identity-check.ts';
import type { ResetRecord, Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';

type How = Parameters<Resets['send']>[2];

const longestNote = 2_000;

/** Staff send reset instructions to a user, or are told the link to hand over themselves. */
export function createSend(parts: Parts, tell: (id: string) => Promise<ResetRecord>): Resets['send'] {
  const { database, settings, users, audit } = parts;
  return async (caller, userId, how) => {
    const { id, link } = await database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = (await audit.demand(tx, caller, 'resets.send', user)) ?? judge(user, how);
      if (refused || !user) return refused ?? new Refusal('not_found', {});
      const rules = await settings.read(tx);
      if (how.identityCheck === undefined && mustBeChecked(rules, caller, user)) {
        return new Refusal('identity_check_missing', {});
      }
      const { link_life: life } = rules;
      const { identityCheck, note } = how;
      const wanted = { purpose: 'reset', source: sourceOf(caller), user, life, identityCheck, note } as const;
      return newReset(tx, parts, caller, { ...wanted, outcome: how.printLink ? 'print' : 'send', reason: 'send' });
    });
    return { reset: await tell(id), link };
  };
}

/** Whether staff have to say how they made sure who is asking. Whoever runs the command line sees to that alone. */
function mustBeChecked(rules: SettingValues, { actor }: Caller, user: User): boolean {
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

/** Why no letter can go to a user, if none can. */
export function unreachableBecause(user: User): Refusal | undefined {
  if (user.state === 'archived') return new Refusal('archived', { name: user.name });
  if (user.email === undefined) return new Refusal('no_address', { name: user.name });
  return reachable(user) ? undefined : new Refusal('email_malformed', {});
}

/** Whether a letter can go to a user at all. */
export function reachable(user: User): boolean {
  return user.email !== undefined && isEmail(user.email);
}
