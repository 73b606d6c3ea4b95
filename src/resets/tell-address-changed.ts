import type { Tx } from '../database/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import type { AddressChange } from '../users/index.ts';
import { earlierAddress } from './earlier-address.ts';
import type { Goes } from './letters/address-changed.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { warnAt } from './warn.ts';

/** What a new email or login came with. */
interface Moved {
  /** Where the user was warned before. */
  former: string | undefined;
  /** The change as one by the account itself, over which "this was not me" leads back. */
  own: { id: string; at: number } | undefined;
  /** Links died with it. */
  endedLinks: boolean;
}

/**
 * A new email or login is told where the person was reached before, and where they are reached now. Where the account itself
 * did it, the former mailbox is all that stands against whoever is at work in it: there the letter has a button.
 */
export async function tellAddressChanged(
  tx: Tx,
  parts: Pick<Parts, 'clock' | 'mail'>,
  change: AddressChange,
  { former, own, endedLinks }: Moved,
): Promise<void> {
  const { user, caller } = change;
  const at = parts.clock.now();
  const told = {
    what: whatChanged(change).join(' '),
    by: 'label' in caller.actor ? caller.actor.label : null,
    disowns: own ? null : ownLogin(change),
    ends: endedLinks ? 'links' : null,
  };
  const earlier = own && (await earlierAddress(tx, user, own.at));
  const leadsBack = (mailbox: string) => earlier?.leftAt !== undefined && isSameEmail(earlier.email, mailbox);
  const present = reachable(user) ? user.email : undefined;
  for (const address of isSameEmail(former, present) ? [present] : [former, present]) {
    if (address === undefined) continue;
    const about = leadsBack(address) ? own?.id : undefined;
    const goes = goesFrom(address, present);
    await warnAt(tx, parts, user, { kind: 'address_changed', address, at, about, told: { ...told, goes } });
  }
}

function whatChanged({ user, before }: AddressChange): ('login' | 'email')[] {
  return (['login', 'email'] as const).filter((field) => user[field] !== before[field]);
}

/** Whoever holds the session of staff may change their login, too: whose mailbox it still is, is asked about that. */
function ownLogin({ by, user, before }: AddressChange): 'login' | null {
  return by === 'oneself' && user.login !== before.login ? 'login' : null;
}

/** Where letters to an account go by now, as seen from the mailbox that is told. */
function goesFrom(mailbox: string, present: string | undefined): Goes {
  if (present === undefined) return 'nowhere';
  return isSameEmail(mailbox, present) ? 'here' : 'elsewhere';
}
