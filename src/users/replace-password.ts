import type { Audit } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import { asSubject } from './as-subject.ts';
import type { Ended, PasswordChange, UserFollower } from './index.ts';
import type { PasswordHome } from './password-home.ts';
import { updateUser } from './store.ts';

interface Parts {
  clock: Clock;
  audit: Audit;
  settings: Settings;
  followers: readonly UserFollower[];
  home: PasswordHome;
}

/**
 * The only place that writes a password. In one transaction: the new hash, everything that the old one had opened
 * (each follower ends its own kind), the notice, the audit event. Answers what was ended.
 */
export function createReplacePassword({ clock, audit, settings, followers, home }: Parts) {
  return async (tx: Tx, change: PasswordChange): Promise<Ended> => {
    const { user, by, caller } = change;
    const { hash, policy } = change.by === 'void' ? { hash: undefined, policy: 'none' } : change;
    // A home behind a wire has been written before this transaction was opened.
    if ('within' in home.replace) {
      const { password_history: history } = await settings.read(tx);
      await home.replace.within(tx, { user, hash, policy, at: clock.now(), history });
    }
    if (user.state === 'invited' && hash !== undefined) await updateUser(tx, user.id, { state: 'confirmed' });
    const ended = nothingEnded();
    for (const follower of followers) addUp(ended, await follower.passwordReplaced?.(tx, { user, by, caller }));
    const subject = asSubject(user);
    await audit.record(tx, caller, { event: 'password.replaced', subject, details: { by, policy, ...ended } });
    return ended;
  };
}

export function nothingEnded(): Ended {
  return { sessions: 0, api_keys: 0, remembered_devices: 0, links: 0 };
}

export function addUp(sum: Ended, part: Partial<Ended> | undefined): void {
  for (const kind of Object.keys(sum) as (keyof Ended)[]) sum[kind] += part?.[kind] ?? 0;
}
