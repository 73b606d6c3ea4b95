import { system } from '../kernel/index.ts';
import type { Message } from '../mail/index.ts';
import { addressed, type Composed, envelopeFor } from './envelope.ts';
import { bouncesLetter, type CameBack } from './letters/bounces.ts';
import type { Parts } from './parts.ts';

/** So many are named; the list in the console has the others. */
const mostNamed = 10;

/** "Rekey alert: letters came back", to an administrator, with those that came back until now. */
export async function composeBounces(parts: Parts, message: Message): Promise<Composed> {
  const { database, users } = parts;
  const administrator = await users.byId(database.read, String(message.data['administrator'] ?? ''));
  if (administrator?.role !== 'settings' || administrator.state === 'archived') return { outdated: 'archived' };
  const bounces = await bouncesSince(parts, Number(message.data['since']));
  const envelope = await envelopeFor(parts, administrator);
  const told = { bounces: bounces.slice(0, mostNamed), more: bounces.length > mostNamed };
  return addressed(envelope, bouncesLetter({ ...envelope, ...told }));
}

async function bouncesSince({ audit, mail }: Parts, since: number): Promise<CameBack[]> {
  const { items } = await audit.list(system, { event: 'message.bounced', limit: mostNamed + 1 });
  const recent = items.filter(({ at, subject }) => Date.parse(at) >= since && subject?.id);
  const messages = await Promise.all(
    recent.map(({ subject }) => mail.message(system, subject?.id ?? '').catch(() => undefined)),
  );
  return messages.flatMap((message) => {
    if (!message) return []; // the person was deleted meanwhile, and the letters with them
    const words = message.attempts.findLast(({ reason }) => reason === 'bounced')?.reply;
    return [{ name: message.to.name, address: message.to.address, words: words ?? undefined }];
  });
}
