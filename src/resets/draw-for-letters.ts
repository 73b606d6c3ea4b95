import type { Tx } from '../database/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import type { Message } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { drawLinks, type Wanted } from './draw-link.ts';
import { lasts } from './life.ts';
import type { Parts } from './parts.ts';
import { type ResetRow, resetsById } from './store.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife } from './warnings.ts';

export interface Outdated {
  outdated: string;
}

interface Concerned {
  user: User;
  reset: ResetRow;
  /** Where the letter goes: where it was taken away, the address that an account was taken back from. */
  to: string;
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
  const judged: (Concerned | Outdated)[] = [];
  for (const message of messages) {
    const [user, reset] = [users.get(message.userId ?? ''), resets.get(message.about ?? '')];
    judged.push(await judge(tx, parts, message, { user, reset }));
  }
  const wanted = judged.flatMap((one) => ('outdated' in one ? [] : toWanted(one, parts.clock.now())));
  const links = (await drawLinks(tx, parts, wanted)).values();
  return judged.map((one) => {
    if ('outdated' in one) return one;
    const link = links.next().value ?? '';
    return { ...one, link, notMe: asks(one) ? links.next().value : undefined };
  });
}

async function judge(
  tx: Tx,
  parts: Parts,
  message: Message,
  { user, reset }: { user: User | undefined; reset: ResetRow | undefined },
): Promise<Concerned | Outdated> {
  if (!reset || !user || user.state === 'archived') return { outdated: 'archived' };
  const to = user.email ?? (await warnedAt(tx, parts, user));
  if (to === undefined || !isSameEmail(to, message.to.address)) return { outdated: 'address_changed' };
  if (reset.ended_at !== null) return { outdated: 'cancelled' };
  if (!lasts(reset, parts.clock.now())) return { outdated: 'expired' };
  return { user, reset, to };
}

/** Whether the letter asks whoever did not want it. */
function asks({ reset }: Concerned): boolean {
  return reset.purpose === 'reset';
}

function toWanted(one: Concerned, now: number): Wanted[] {
  const { user, reset, to } = one;
  const of = { user, resetId: reset.id };
  // A link is bound to the address of the user, as long as there is one.
  const bound = user.email === undefined ? {} : { sentTo: user.email };
  const link: Wanted = { purpose: 'reset', ...of, ...bound, expiresAt: reset.expires_at };
  const notMe: Wanted = { purpose: 'not_me', ...of, sentTo: to, expiresAt: now + notMeLife };
  return asks(one) ? [link, notMe] : [link];
}
