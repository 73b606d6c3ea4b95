import type { Tx } from '../database/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import type { Message } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { drawLinks, type Wanted } from './draw-link.ts';
import type { Parts } from './parts.ts';
import { type ResetRow, resetsById } from './store.ts';
import { notMeLife } from './warnings.ts';

interface Outdated {
  outdated: string;
}

interface Concerned {
  user: User;
  reset: ResetRow;
}

/** Whom a letter is for, which reset it is about, and the links that only this letter has. */
export type Drawn = Concerned & {
  link: string;
  /** For whoever did not ask; an invitation has none. */
  notMe: string | undefined;
};

/**
 * Draws the links of letters that are written at once, or says why one of them is not to be sent any more. The users
 * are held: whoever changes a password kills the links that there are then.
 */
export async function drawForLetters(tx: Tx, parts: Parts, messages: Message[]): Promise<(Drawn | Outdated)[]> {
  const users = await parts.users.holdEach(
    tx,
    messages.map(({ userId }) => userId ?? ''),
  );
  const resets = await resetsById(
    tx,
    messages.map(({ about }) => about ?? ''),
  );
  const judged = messages.map((message) =>
    judge(parts, message, { user: users.get(message.userId ?? ''), reset: resets.get(message.about ?? '') }),
  );
  const wanted = judged.flatMap((one) => ('outdated' in one ? [] : toWanted(one, parts.clock.now())));
  const links = (await drawLinks(tx, parts, wanted)).values();
  return judged.map((one) => {
    if ('outdated' in one) return one;
    const link = links.next().value ?? '';
    return { ...one, link, notMe: asks(one) ? links.next().value : undefined };
  });
}

function judge(
  { clock }: Parts,
  message: Message,
  { user, reset }: { user: User | undefined; reset: ResetRow | undefined },
): Concerned | Outdated {
  if (!reset || !user || user.state === 'archived') return { outdated: 'archived' };
  if (!isSameEmail(user.email, message.to.address)) return { outdated: 'address_changed' };
  if (reset.ended_at !== null) return { outdated: 'cancelled' };
  if (reset.expires_at <= clock.now()) return { outdated: 'expired' };
  return { user, reset };
}

/** Whether the letter asks whoever did not want it. */
function asks({ reset }: Concerned): boolean {
  return reset.purpose === 'reset';
}

function toWanted({ user, reset }: Concerned, now: number): Wanted[] {
  const of = { user, resetId: reset.id, sentTo: user.email ?? '' };
  const link: Wanted = { purpose: 'reset', ...of, expiresAt: reset.expires_at };
  return asks({ user, reset }) ? [link, { purpose: 'not_me', ...of, expiresAt: now + notMeLife }] : [link];
}
