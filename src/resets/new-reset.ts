import type { Tx } from '../database/index.ts';
import { type Caller, newId } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { IdentityCheck } from './identity-check.ts';
import type { Parts } from './parts.ts';
import { insertReset } from './store.ts';

interface Wanted {
  purpose: 'reset' | 'invitation';
  source: 'staff' | 'command' | 'owner';
  user: User;
  /** Milliseconds. */
  life: number;
  identityCheck?: IdentityCheck | undefined;
  note?: string | undefined;
  redirect?: string | undefined;
}

/** A reset that needs no decision, because whoever asks has named the user. */
export async function newReset(
  tx: Tx,
  { clock, random, audit }: Parts,
  caller: Caller,
  wanted: Wanted,
): Promise<{ id: string; purpose: Wanted['purpose']; expires_at: number }> {
  const { actor } = caller;
  const { purpose, source, user } = wanted;
  const at = clock.now();
  const id = newId(clock, random);
  await insertReset(tx, {
    id,
    purpose,
    source,
    state: 'decided',
    user_id: user.id,
    asked_at: at,
    last_asked_at: at,
    asked_by_kind: actor.kind,
    asked_by_id: actor.kind === 'user' ? actor.id : null,
    asked_by_label: 'label' in actor ? actor.label : null,
    asked_address: caller.address ?? null,
    asked_agent: caller.agent ?? null,
    redirect: wanted.redirect ?? null,
    expires_at: at + wanted.life,
    decided_at: at,
    outcome: 'send',
    reason: 'send',
    identity_check: wanted.identityCheck ?? null,
    note: wanted.note ?? null,
  });
  const subject = { kind: 'user', id: user.id, label: user.login } as const;
  await audit.record(tx, caller, { event: 'reset.asked', resetId: id, subject, details: { source, purpose } });
  return { id, purpose, expires_at: at + wanted.life };
}
