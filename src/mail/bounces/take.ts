import { newId, system } from '../../kernel/index.ts';
import { insertAttempts } from '../attempt-store.ts';
import type { Composer } from '../index.ts';
import { type Parts, toMessage } from '../parts.ts';
import { markBounced, messageById } from '../store.ts';
import { presentable } from '../wire/reply.ts';
import { classify } from './classify.ts';
import { messageOf } from './return-path.ts';

/** What became of a letter that came back. */
export type Taken = 'bounced' | 'delayed' | 'not_a_bounce' | 'not_ours';

/**
 * Takes what came to an address. A genuine bounce of a letter that a mail server had taken becomes its last attempt, and
 * its composer hears that nobody got it. The same bounce twice changes nothing more.
 */
export async function take(
  parts: Parts,
  composerOf: (kind: string) => Composer | undefined,
  { to, raw }: { to: string; raw: Uint8Array },
): Promise<Taken> {
  const id = messageOf(parts.secrets, to);
  if (id === undefined) return 'not_ours';
  const bounce = await classify(raw);
  if (!bounce) return 'not_a_bounce';
  const { database, clock, random, audit } = parts;
  return database.write(async (tx) => {
    const row = await messageById(tx, id);
    if (!row) return 'not_ours';
    const composer = composerOf(row.kind);
    const failed = bounce.action === 'failed';
    if (failed && !(await markBounced(tx, id, clock.now()))) return 'bounced';
    const coded = composer?.coded?.includes(row.kind);
    const reply = presentable(bounce.words, { credentials: [], coded }); // the letter is gone
    const reason = failed ? 'bounced' : 'delayed';
    const outcome = failed ? 'permanent' : 'temporary';
    const number = row.attempts + 1;
    await insertAttempts(tx, [
      { id: newId(clock, random), message_id: id, number, at: clock.now(), server: '', outcome, reason, reply },
    ]);
    if (!failed) return 'delayed';
    await composer?.failed?.(tx, toMessage(row), 'bounced');
    await audit.record(tx, system, {
      event: 'message.bounced',
      subject: { kind: 'message', id, label: row.to_address },
      ...(row.about && { resetId: row.about }),
      details: { status: bounce.status ?? null },
    });
    return 'bounced';
  });
}
