import type { Tx } from '../database/index.ts';
import { type Caller, isEmail, isStorable, Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { drawLink } from './draw-link.ts';
import { enqueueLetter } from './enqueue.ts';
import { isIdentityCheck } from './identity-check.ts';
import type { Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';

type How = Parameters<Resets['send']>[2];

const longestNote = 2_000;

/** Staff send reset instructions to a user, or are told the link to hand over themselves. */
export function createSend(parts: Parts, describe: Resets['describe']): Resets['send'] {
  const { database, settings, users, audit } = parts;
  return async (caller, userId, how) => {
    const { id, link } = await database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = (await audit.demand(tx, caller, 'resets.send', user)) ?? judge(user, how);
      if (refused || !user) return refused ?? new Refusal('not_found', {});
      const { link_life: life } = await settings.read(tx);
      const wanted = { purpose: 'reset', source: sourceOf(caller), user, life, ...how } as const;
      const reset = await newReset(tx, parts, caller, wanted);
      return { id: reset.id, link: await handOver(tx, parts, caller, { user, reset, printLink: how.printLink }) };
    });
    const reset = await describe(id);
    if (!reset) throw new Error(`reset ${id} is gone`);
    return { reset, link };
  };
}

/** Mails the link, or draws it now for whoever hands it over. */
export async function handOver(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  given: {
    user: User;
    reset: { id: string; purpose: 'reset' | 'invitation'; expires_at: number };
    printLink: boolean | undefined;
  },
): Promise<string | undefined> {
  const { user, reset } = given;
  const subject = { kind: 'user', id: user.id, label: user.login } as const;
  const details = { outcome: given.printLink ? 'print' : 'send', reason: 'send' };
  await parts.audit.record(tx, caller, { event: 'reset.decided', resetId: reset.id, subject, details });
  if (given.printLink)
    return drawLink(tx, parts, { purpose: 'reset', user, resetId: reset.id, expiresAt: reset.expires_at });
  await enqueueLetter(tx, parts, user, reset);
  return undefined;
}

export function sourceOf(caller: Caller): 'staff' | 'command' {
  return caller.actor.kind === 'operator' ? 'command' : 'staff';
}

function judge(user: User | undefined, how: How): Refusal | undefined {
  if (!user) return new Refusal('not_found', {});
  if (user.state === 'archived') return new Refusal('archived', { name: user.name });
  if (!how.printLink && !reachable(user)) return new Refusal('no_address', { name: user.name });
  if (how.identityCheck !== undefined && !isIdentityCheck(how.identityCheck)) {
    return new Refusal('malformed', { field: 'identity_check' });
  }
  const note = how.note ?? '';
  return note.length > longestNote || !isStorable(note) ? new Refusal('malformed', { field: 'note' }) : undefined;
}

export function reachable(user: User): boolean {
  return user.email !== undefined && isEmail(user.email);
}
