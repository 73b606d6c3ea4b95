import { maskEmail, newId, system, type Tally } from '../../kernel/index.ts';
import { insertAttempts, putDelay } from '../attempt-store.ts';
import type { Composer } from '../index.ts';
import { type Parts, toMessage } from '../parts.ts';
import { isAddressTrouble, type Reason } from '../reasons.ts';
import { type MessageRow, messageById } from '../store.ts';
import { causeOf, readReply, statusIn } from '../wire/cause.ts';
import { presentable } from '../wire/reply.ts';
import type { Bounce } from './classify.ts';
import type { Reading } from './reading.ts';
import { messageOf } from './return-path.ts';
import { markBounced } from './store.ts';

/** What became of a letter that came back. `not_awaited`: its message ended in another way, or came back before. */
export type Taken =
  | 'bounced'
  | 'delayed'
  | 'not_a_bounce'
  | 'not_ours'
  | 'not_awaited'
  | 'too_early'
  | 'too_many'
  | 'unread';

/** How many reports one letter may bring in a day. Mail servers send a handful: that it is late, and that it failed. */
const mostReports = 10;

interface Intake extends Pick<Reading, 'classify'> {
  composerOf(kind: string): Composer | undefined;
  /** Of reports, by letter and day. */
  tally: Tally;
}

/**
 * Takes what came to an address. A genuine bounce of a letter that a mail server had taken becomes its last attempt, and
 * its composer hears that nobody got it. The same bounce twice changes nothing more. That it is late is kept once, as it was
 * told last.
 */
export async function take(
  parts: Parts,
  { composerOf, classify, tally }: Intake,
  { to, raw }: { to: string; raw: Uint8Array },
): Promise<Taken> {
  const id = messageOf(parts.secrets, to);
  if (id === undefined) return 'not_ours';
  const { database, clock, random, audit } = parts;
  const letter = await messageById(database.read, id);
  if (letter && mayYetBeSent(letter)) return 'too_early';
  if (letter?.state !== 'sent') return 'not_awaited';
  if (tally.count(id).count > mostReports) return 'too_many';
  const bounce = await classify(raw, letter.to_address);
  if (bounce === undefined) return 'not_a_bounce';
  if (bounce === 'unread') return bounce;
  return database.write(async (tx) => {
    const row = await messageById(tx, id);
    if (row?.state !== 'sent') return 'not_awaited';
    const composer = composerOf(row.kind);
    const failed = bounce.action === 'failed';
    if (failed && !(await markBounced(tx, id, clock.now()))) return 'not_awaited';
    const coded = composer?.coded?.includes(row.kind);
    const reply = presentable(bounce.words, { credentials: [], coded }); // the letter is gone
    const told = { message_id: id, number: row.attempts + 1, at: clock.now(), server: '', reply };
    if (!failed) {
      await putDelay(tx, { ...told, outcome: 'temporary', reason: 'delayed' });
      return 'delayed';
    }
    await insertAttempts(tx, [{ ...told, id: newId(clock, random), outcome: 'permanent', reason: 'bounced' }]);
    await composer?.failed?.(tx, toMessage(row), 'bounced', isAddressTrouble(causeOfBounce(bounce)));
    await audit.record(tx, system, {
      event: 'message.bounced',
      subject: { kind: 'message', id, label: maskEmail(row.to_address) },
      ...(row.about && { resetId: row.about }),
      details: { status: bounce.status ?? null },
    });
    return 'bounced';
  });
}

/** Also one that waits may have left: with its confirmation lost, or the process that sent it. It is sent once more. */
function mayYetBeSent({ state, attempts }: MessageRow): boolean {
  return state === 'sending' || (state === 'queued' && attempts > 0);
}

/** As if the server that gave up had told us. Many reports have 5.0.0 as their status, whatever that server said. */
function causeOfBounce({ status = '', words }: Bounce): Reason | undefined {
  const told = /^[45]\.0\.0$|^$/.test(status) ? readReply(words)?.status : statusIn(status);
  return causeOf({ status: told ?? '', text: words });
}
