import { type Caller, hour, isBusy, isEmail, maskEmail, minute, newId, Refusal } from '../kernel/index.ts';
import type { MailServer, TestRecord, TestWish } from './index.ts';
import type { Parts } from './parts.ts';
import { reasonKey, serverTrouble } from './reasons.ts';
import { iso } from './record.ts';
import { testLetter } from './test-letter.ts';
import { type WireAddress, wireAddress } from './wire/address.ts';
import type { Verdict } from './wire/failure.ts';
import { type Limits, limitsOfTest } from './wire/limits.ts';
import type { Security } from './wire/line.ts';
import { NoSession, openSession, type Session } from './wire/session.ts';
import { speaksTls } from './wire/speaks-tls.ts';
import { toParcel } from './write.ts';

/** By one person, whichever the server: each is a connection to somebody else's machine. The mail doctor tries all of them. */
export const tries = { name: 'tries of mail servers', max: 60, within: minute };
/** To whoever is named. */
export const testLetters = { name: 'test letters', max: 20, within: hour };

interface Outcome extends Verdict {
  lines: string[] | undefined;
  sizeLimit: number | undefined;
  security: Security | undefined;
}

/**
 * Tries one server, over a connection of its own and whatever is known of the server: what a letter would meet. It does
 * not go on to the next, because the question is whether this one works.
 */
export async function test(parts: Parts, caller: Caller, wish: TestWish): Promise<TestRecord> {
  const { server: id, to, recipient } = wish;
  await parts.audit.admit(caller, 'mail.test');
  for (const address of [to, recipient]) {
    if (address !== undefined && !isEmail(address)) throw new Refusal('email_malformed', {});
  }
  const server = await wanted(parts, id);
  await parts.brake(caller, tries);
  if (to !== undefined) await parts.brake(caller, testLetters);
  const began = parts.clock.monotonic();
  const outcome = await converse(parts, server, wish);
  const inTime = parts.clock.monotonic() - began < parts.limits.slow;
  const record = toRecord(parts, server, outcome);
  // It was just repaired: what waits for it need not wait for the next probe. Only a letter tells whether it confirms any.
  const outgoing = parts.fleet.outgoings.find((one) => one.server.id === server.id);
  outgoing?.learnFromTest(outcome);
  const isProven = record.accepted && inTime;
  if (isProven && wish.to === undefined && outgoing?.breaker.unconfirming) outgoing.breaker.tryOut();
  else if (isProven && outgoing?.foundWorking()) parts.fleet.isOver(serverTrouble);
  // Done is done: whoever asked is told of it, also by a database that is busy.
  const recorded = await parts.owed.record((tx) =>
    parts.audit.record(tx, caller, {
      event: 'mail.tested',
      subject: { kind: 'mail_server', id: server.id, label: server.name },
      details: { accepted: record.accepted, reason: record.reason, to: to === undefined ? null : maskEmail(to) },
    }),
  );
  if (!recorded) parts.log.warn('mail.test_not_recorded', { server: server.id, accepted: record.accepted });
  await parts.fleet.hasten().catch(unlessBusy);
  await parts.fleet.told();
  return record;
}

/** What waits for the server is told at the next look that it is back. */
function unlessBusy(error: unknown): void {
  if (!isBusy(error)) throw error;
}

async function wanted({ fleet, locale }: Parts, id: string | undefined): Promise<MailServer> {
  await fleet.refresh();
  const server = id === undefined ? fleet.outgoings[0]?.server : await fleet.serverOf(id);
  if (server) return server;
  if (id !== undefined) throw new Refusal('not_found', {});
  throw new Refusal('configuration', { why: locale.in('en')('mail.no_server') });
}

async function converse(parts: Parts, server: MailServer, wish: TestWish): Promise<Outcome> {
  const { hostname } = parts;
  const limits = limitsOfTest(parts.limits);
  const stop = AbortSignal.timeout(limits.test);
  const inTime = (verdict: Verdict): Verdict => (stop.aborted && verdict.outcome !== 'accepted' ? tooSlow : verdict);
  try {
    const session = await openSession({ server, hostname, limits, stop });
    stop.addEventListener('abort', () => session.close());
    const verdict = await (wish.to === undefined
      ? rehearse(parts, server, session, wish)
      : send(parts, server, session, { ...wish, to: wish.to }));
    const security = session.security();
    session.quit();
    return { ...inTime(verdict), lines: session.lines(), sizeLimit: session.sizeLimit(), security };
  } catch (error) {
    if (!(error instanceof NoSession)) throw error;
    const verdict = await explained(inTime(error.verdict), server, limits);
    return { ...verdict, lines: error.lines, sizeLimit: undefined, security: undefined };
  }
}

/** It answers each time soon enough, and all of it together takes too long for whoever waits. */
const tooSlow: Verdict = { outcome: 'temporary', reason: 'slow', reply: undefined };

/** Somebody waits for the answer, and gets the cause where a look at the port tells it. */
async function explained(verdict: Verdict, server: MailServer, limits: Limits): Promise<Verdict> {
  const isSilent = verdict.reason === 'greeting_timeout' && server.encryption !== 'ssl';
  return isSilent && (await speaksTls(server, limits)) ? { ...verdict, reason: 'wrong_port_for_security' } : verdict;
}

/** The sender that letters really have, and somebody whom they may go to. */
async function rehearse(parts: Parts, server: MailServer, session: Session, { recipient }: TestWish): Promise<Verdict> {
  const from = parts.sender.of({}, server);
  const to = recipient === undefined ? from : addressed(recipient);
  return session.rehearse({ from: from.address, to: to.address, needsUtf8: from.needsUtf8 || to.needsUtf8 });
}

async function send(
  parts: Parts,
  server: MailServer,
  session: Session,
  { to: address, reader }: TestWish & { to: string },
): Promise<Verdict> {
  const id = newId(parts.clock, parts.random);
  const messageId = parts.sender.messageId(id);
  const { language = 'en', timeZone = 'UTC' } = reader ?? {};
  const about = { server: server.name, at: parts.clock.now(), timeZone };
  const letter = testLetter(parts.locale.in(language), about);
  return session.deliver(await toParcel(parts, server, { id, letter, to: addressed(address), messageId }));
}

function addressed(address: string): WireAddress {
  const to = wireAddress({ name: '', address });
  if (!to) throw new Refusal('email_malformed', {});
  return to;
}

function toRecord({ locale }: Parts, server: MailServer, outcome: Outcome): TestRecord {
  const { reason, reply, lines, sizeLimit, security } = outcome;
  return {
    server: server.name,
    accepted: outcome.outcome === 'accepted',
    reason,
    words: locale.in('en')(reasonKey(reason)),
    reply: reply ?? null,
    max_size: sizeLimit ?? null,
    tls_protocol: security?.protocol ?? null,
    certificate_ends: security?.certificateEnds === undefined ? null : iso(security.certificateEnds),
    ...(lines && { conversation: lines }),
  };
}
