import { type Caller, isEmail, newId, Refusal } from '../kernel/index.ts';
import type { Letter, MailServer, TestRecord } from './index.ts';
import { asText } from './letter/names.ts';
import { writeLetter } from './letter/write.tsx';
import type { Parts } from './parts.ts';
import { reasonKey, serverTrouble } from './reasons.ts';
import { hastenWaiting } from './store.ts';
import { wireAddress } from './wire/address.ts';
import type { Verdict } from './wire/failure.ts';
import { NoSession, openSession } from './wire/session.ts';
import { toParcel } from './write.ts';

interface Outcome extends Verdict {
  lines: string[] | undefined;
}

/**
 * Tries the first server, over a connection of its own and whatever is known of the server: what a letter would meet.
 * It does not go on to the next, because the question is whether this one works.
 */
export async function test(parts: Parts, caller: Caller, to: string | undefined): Promise<TestRecord> {
  await parts.audit.admit(caller, 'mail.test');
  const [outgoing] = parts.outgoings;
  if (!outgoing) throw new Refusal('configuration', { why: parts.locale.in('en')('mail.no_server') });
  if (to !== undefined && !isEmail(to)) throw new Refusal('email_malformed', {});
  const { server, breaker } = outgoing;
  const record = toRecord(parts, server, await converse(parts, server, to));
  // It was just repaired: what waits for it need not wait for the next probe.
  const repaired = record.accepted && breaker.succeeded();
  await parts.database.write(async (tx) => {
    await parts.audit.record(tx, caller, {
      event: 'mail.tested',
      subject: { kind: 'installation', id: undefined, label: server.name },
      details: { accepted: record.accepted, reason: record.reason, to: to ?? null },
    });
    if (repaired) await hastenWaiting(tx, parts.clock.now(), serverTrouble);
  });
  return record;
}

async function converse(parts: Parts, server: MailServer, to: string | undefined): Promise<Outcome> {
  const { hostname, limits } = parts;
  try {
    const session = await openSession({ server, hostname, limits, stop: new AbortController().signal });
    const verdict = to === undefined ? signedIn : await session.deliver(await testParcel(parts, server, to));
    session.quit();
    return { ...verdict, lines: session.lines() };
  } catch (error) {
    if (error instanceof NoSession) return { ...error.verdict, lines: error.lines };
    throw error;
  }
}

const signedIn: Verdict = { outcome: 'accepted', reason: 'reachable', reply: undefined };

async function testParcel(parts: Parts, server: MailServer, address: string) {
  const to = wireAddress({ name: '', address });
  if (!to) throw new Refusal('email_malformed', {});
  const messageId = parts.sender.messageId(newId(parts.clock, parts.random));
  return toParcel(parts, server, { letter: testLetter(parts, server), to, messageId });
}

function testLetter({ locale, clock }: Parts, server: MailServer): Letter {
  const text = locale.in('en');
  const about = { server: asText(server.name), moment: text.moment(clock.now(), 'UTC') };
  const letter = writeLetter({
    language: text.language,
    direction: text.direction,
    company: 'Rekey',
    title: text('mail.test.title'),
    preview: text('mail.test.preheader'),
    blocks: [
      { kind: 'paragraph', text: text('mail.test.body', about) },
      { kind: 'paragraph', text: text('mail.test.compare') },
    ],
    footer: [text('mail.test.fine')],
  });
  return { subject: text('mail.test.subject'), ...letter };
}

function toRecord({ locale }: Parts, server: MailServer, { outcome, reason, reply, lines }: Outcome): TestRecord {
  return {
    server: server.name,
    accepted: outcome === 'accepted',
    reason,
    words: locale.in('en')(reasonKey(reason)),
    reply: reply ?? null,
    ...(lines && { conversation: lines }),
  };
}
