import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { limited } from '../throttle/index.ts';
import { strangersPausedFor, type User } from '../users/index.ts';
import type { Resets } from './index.ts';
import { findLink } from './judge-link.ts';
import { asksFrom, perDeadLink } from './limits.ts';
import type { LinkRow } from './link-store.ts';
import { newReset, purposeOf } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { reasonFor } from './reason.ts';
import { resetById } from './store.ts';

/**
 * "Send a new link" on the page of a dead one: a new reset for the same person, to the address that is stored now. The
 * page names nobody and is told nothing; the person's limits hold as for any ask, and why there was no letter is kept. A second
 * press within the minute is the first one's.
 */
export function createAskAgain(parts: Parts): Resets['askAgain'] {
  const { database, throttle } = parts;
  return async (caller, token) => {
    const link = await findLink(parts, token);
    await database.write(async (tx) => {
      const rules = await parts.settings.read(tx);
      if (!rules.self_service) return new Refusal('self_service_off', {});
      const refused = limited(await throttle.take(tx, asksFrom(rules, caller.address)));
      if (refused) return refused;
      const isRepeated = (await throttle.take(tx, [{ rule: perDeadLink, of: link.id }])) > 0;
      return isRepeated ? undefined : again(tx, parts, caller, link);
    });
  };
}

/** Whoever never had a password is invited once more, not told of a reset; whoever has one by now is not. */
async function again(tx: Tx, parts: Parts, caller: Caller, link: LinkRow): Promise<Refusal | undefined> {
  const user = await parts.users.hold(tx, link.user_id ?? '');
  const before = await resetById(tx, link.reset_id ?? '');
  if (!user || !before) return new Refusal('link_unknown', {}); // it went with its user since it was looked at
  const rules = await parts.settings.read(tx);
  const { redirect } = before;
  const what = await purposeOf(tx, parts, { user, invites: before.purpose === 'invitation' });
  const byOwner = isOwners(link, user);
  const reason = user.state === 'archived' ? 'archived' : await reasonFor(tx, parts, rules, { user, byOwner });
  const wanted = { ...what, source: 'owner', user, redirect: redirect ?? undefined } as const;
  await newReset(tx, parts, caller, { ...wanted, outcome: reason === 'send' ? 'send' : 'drop', reason });
  return undefined;
}

/** The pause after "This was not me" is for strangers: not for whoever holds the link that the owner was mailed then. */
function isOwners(link: LinkRow, { pausedUntil = 0 }: User): boolean {
  return link.created_at >= pausedUntil - strangersPausedFor;
}
