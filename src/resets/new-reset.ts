import type { Tx } from '../database/index.ts';
import { type Caller, newId } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { drawLink } from './draw-link.ts';
import { enqueueLetter } from './enqueue.ts';
import type { IdentityCheck } from './identity-check.ts';
import type { Parts } from './parts.ts';
import type { Reason } from './reason.ts';
import { insertReset, type ResetRow } from './store.ts';

interface Wanted {
  purpose: ResetRow['purpose'];
  source: 'staff' | 'command' | 'owner';
  user: User;
  /** Where the letter goes, where that is not the address of the user. */
  to?: string | undefined;
  /** Milliseconds. */
  life: number;
  /** `send` a letter, `print` a link for whoever hands it over, or `drop` it for the reason. */
  outcome: 'send' | 'print' | 'drop';
  reason: Reason;
  identityCheck?: IdentityCheck | undefined;
  note?: string | undefined;
  redirect?: string | undefined;
  /** The reset that it stands in for, which does not live any more. */
  insteadOf?: string | undefined;
  id?: string | undefined;
}

/** A reset that is decided as it is asked for, because whoever asks has named the user. Answers the link to print. */
export async function newReset(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  wanted: Wanted,
): Promise<{ id: string; link: string | undefined }> {
  const { user, outcome, reason, purpose, source } = wanted;
  const reset = toRow(parts, caller, wanted);
  await insertReset(tx, reset);
  const noted = { at: reset.asked_at, until: reset.expires_at };
  if (outcome !== 'drop') await parts.users.noteReset(tx, user.id, noted);
  const about = { resetId: reset.id, subject: asSubject(user) };
  const asked = { source, purpose, ...(wanted.insteadOf && { instead_of: wanted.insteadOf }) };
  await parts.audit.record(tx, caller, { event: 'reset.asked', ...about, details: asked });
  await parts.audit.record(tx, caller, { event: 'reset.decided', ...about, details: { outcome, reason } });
  if (outcome === 'send') await enqueueLetter(tx, parts, user, reset, wanted.to);
  const printed = { purpose: 'reset', user, resetId: reset.id, expiresAt: reset.expires_at } as const;
  return { id: reset.id, link: outcome === 'print' ? await drawLink(tx, parts, printed) : undefined };
}

/** Whoever has a password by now is not invited once more. */
export async function purposeOf(
  tx: Tx,
  { settings }: Pick<Parts, 'settings'>,
  { user, invites }: { user: User; invites: boolean },
): Promise<{ purpose: 'reset' | 'invitation'; life: number }> {
  const { link_life, invitation_life } = await settings.read(tx);
  return invites && user.state === 'invited'
    ? { purpose: 'invitation', life: invitation_life }
    : { purpose: 'reset', life: link_life };
}

/** As what a reset that the caller sends is told. */
export function askedAs(caller: Caller): 'staff' | 'command' {
  return caller.actor.kind === 'operator' ? 'command' : 'staff';
}

function toRow({ clock, random }: Parts, { actor, address, agent }: Caller, wanted: Wanted) {
  const at = clock.now();
  return {
    id: wanted.id ?? newId(clock, random),
    purpose: wanted.purpose,
    source: wanted.source,
    state: 'decided',
    user_id: wanted.user.id,
    company_id: wanted.user.companyId,
    asked_at: at,
    last_asked_at: at,
    asked_by_kind: actor.kind,
    asked_by_id: actor.kind === 'user' ? actor.id : null,
    asked_by_label: 'label' in actor ? actor.label : null,
    asked_address: address ?? null,
    asked_agent: agent ?? null,
    redirect: wanted.outcome === 'drop' ? null : (wanted.redirect ?? null),
    expires_at: at + wanted.life,
    decided_at: at,
    outcome: wanted.outcome,
    reason: wanted.reason,
    identity_check: wanted.identityCheck ?? null,
    note: wanted.note ?? null,
  } as const;
}
