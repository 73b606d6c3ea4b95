import type { Tx } from '../database/index.ts';
import { type Caller, day, Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { notMeLife } from './follower.ts';
import type { Resets } from './index.ts';
import { findLink, refusalOf } from './judge-link.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { type LinkRow, spend } from './store.ts';

/** How long asks by strangers then lead to no letter: whoever was at work has seen the mailbox or guesses. */
const strangersPausedFor = day;

/** "This was not me": the owner of a mailbox takes an account back. */
export function createNotMe(parts: Parts): Pick<Resets, 'showNotMe' | 'notMe'> {
  const { database, clock, users, audit } = parts;

  const live = async (token: string): Promise<{ link: LinkRow; user: User }> => {
    const link = await findLink(parts, token, 'not_me');
    const refused = await refusalOf(parts, link);
    const user = await users.byId(database.read, link.user_id ?? '');
    if (refused || !user) throw refused ?? new Refusal('link_unknown', {});
    return { link, user };
  };

  return {
    async showNotMe(token) {
      const { link, user } = await live(token);
      return {
        user,
        company: await users.companyOf(database.read, user.companyId),
        changedAt: link.expires_at - notMeLife,
      };
    },

    async notMe(caller, token, choice) {
      const { link, user } = await live(token);
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      await database.write(async (tx) => {
        if (choice === 'mine') return audit.record(tx, caller, { event: 'password.confirmed_mine', subject });
        const at = clock.now();
        await users.hold(tx, user.id);
        if (!(await spend(tx, link.id, { at, browser: null }))) return new Refusal('link_used', {});
        await audit.record(tx, caller, { event: 'password.disowned', subject });
        return takeBack(tx, parts, caller, user);
      });
    },
  };
}

/** The password goes, all that it had opened ends, a fresh link goes to the owner at once, administrators hear of it. */
async function takeBack(tx: Tx, parts: Parts, caller: Caller, user: User): Promise<void> {
  const { users, settings, clock } = parts;
  await users.replacePassword(tx, { user, hash: undefined, policy: 'none', by: 'void', caller });
  await users.pauseAsks(tx, user.id, clock.now() + strangersPausedFor);
  if (reachable(user)) {
    const { link_life: life } = await settings.read(tx);
    const wanted = { purpose: 'reset', source: 'owner', user, life, outcome: 'send', reason: 'send' } as const;
    await newReset(tx, parts, caller, wanted);
  }
  for (const administrator of await users.administrators(tx)) await alert(tx, parts, administrator, user);
}

async function alert(tx: Tx, { mail, clock }: Parts, administrator: User, about: User): Promise<void> {
  await mail.enqueue(tx, {
    kind: 'alert',
    to: { name: administrator.name, address: administrator.email ?? '' },
    data: { administrator: administrator.id, user: about.id, at: clock.now() },
    expiresAt: clock.now() + 3 * day,
  });
}
