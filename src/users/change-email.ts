import type { Audit } from '../audit/index.ts';
import { type Clock, fold, isSameEmail } from '../kernel/index.ts';
import { asSubject } from './as-subject.ts';
import type { UserFollower, Users } from './index.ts';
import { updateUser } from './store.ts';

interface Parts {
  clock: Clock;
  audit: Audit;
  followers: readonly UserFollower[];
}

/** A new address that its owner has proven, or the earlier one once more. Whoever has to hear of it does. */
export function createChangeEmail({ clock, audit, followers }: Parts): Users['changeEmail'] {
  return async (tx, caller, before, { email, by }) => {
    const version = before.version + 1;
    const isOther = !isSameEmail(email, before.email);
    const folded = email === undefined ? null : fold(email);
    const columns = { email: email ?? null, email_folded: folded, email_proven_at: null };
    await updateUser(tx, before.id, { ...columns, ...(isOther && { email_changed_at: clock.now() }), version });
    const user = { ...before, email, version, emailProvenAt: undefined };
    await audit.record(tx, caller, { event: 'user.edited', subject: asSubject(user), details: { fields: 'email' } });
    for (const follower of followers) await follower.addressChanged?.(tx, { user, before, by, caller });
    return user;
  };
}
