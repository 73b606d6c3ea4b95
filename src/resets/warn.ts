import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { MessageData, NewMessage } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong, type warnings } from './warnings.ts';

interface Warning extends Pick<NewMessage, 'about' | 'runAt'> {
  kind: (typeof warnings)[number];
  /** When it was: the letter's button works for so long after that. */
  at: number;
  /** What its letter tells besides. */
  told?: MessageData;
}

/** Queues a warning to where a user is warned, if anywhere. Answers whether there is such a place. */
export async function warn(
  tx: Tx,
  parts: Pick<Parts, 'mail' | 'clock'>,
  user: User,
  warning: Warning,
): Promise<boolean> {
  const address = await warnedAt(tx, parts, user);
  if (address !== undefined) await warnAt(tx, parts, user, { address, ...warning });
  return address !== undefined;
}

/** The same to one mailbox. */
export async function warnAt(
  tx: Tx,
  { mail }: Pick<Parts, 'mail'>,
  user: User,
  { address, kind, at, told, about, runAt }: Warning & { address: string },
): Promise<void> {
  await mail.enqueue(tx, {
    kind,
    to: { name: user.name, address },
    warns: user.id,
    about,
    data: { ...takenAlong(user), user: user.id, at, ...told },
    runAt,
    expiresAt: at + notMeLife,
  });
}

/** From where, and with what browser, as warnings tell it. */
export function whereFrom({ address, agent }: Caller): MessageData {
  return { address: address ?? null, agent: agent ?? null };
}
