import type { AuditEvent } from '../audit/index.ts';
import type { MessageRecord } from '../mail/index.ts';
import type { ResetRecord, ResetSummary, Resets } from './index.ts';
import { stateAt } from './life.ts';
import { type LinkRow, linksOfReset } from './link-store.ts';
import type { Parts } from './parts.ts';
import { type ResetRow, resetById } from './store.ts';

type Moment = ResetRecord['timeline'][number];

/** A reset with its timeline: what the audit says, what the mail servers said, when its links were followed. */
export async function tellReset({ database, clock, audit, mail }: Parts, resetId: string): Promise<ResetRecord> {
  const reset = await resetById(database.read, resetId);
  if (!reset) throw new Error(`reset ${resetId} is gone`);
  const timeline = [
    ...(await audit.ofReset(resetId)).map((event) => inOrder(told(event), reset)),
    ...(await mail.about(resetId)).flatMap(mailed),
    ...(await linksOfReset(database.read, resetId)).flatMap(followed),
    ...expired(reset, clock.now()),
  ];
  return { ...summary(reset, clock.now()), timeline: timeline.sort((a, b) => a.at.localeCompare(b.at)) };
}

/** A reset is asked for and decided, and then its letter is queued: the events that tell of the first two are written just after. */
function inOrder(step: Moment, { asked_at, decided_at }: ResetRow): Moment {
  if (step.event === 'asked') return { ...step, at: moment(asked_at) };
  return step.event === 'decided' && decided_at !== null ? { ...step, at: moment(decided_at) } : step;
}

/** The same for whoever asks by an id. */
export function createDescribe(parts: Parts): Resets['describe'] {
  return async (caller, resetId) => {
    await parts.audit.admit(caller, 'resets.read');
    return (await resetById(parts.database.read, resetId)) ? tellReset(parts, resetId) : undefined;
  };
}

export function summary(reset: ResetRow, now: number): ResetSummary {
  return {
    id: reset.id,
    purpose: reset.purpose,
    source: reset.source,
    state: stateAt(reset, now),
    user_id: reset.user_id,
    asked_at: moment(reset.asked_at),
    expires_at: moment(reset.expires_at),
    decision: reset.outcome && reset.reason ? { outcome: reset.outcome, reason: reset.reason } : null,
    identity_check: reset.identity_check,
    note: reset.note,
  };
}

/** `reset.asked` by Mara from 10.0.0.7 becomes `asked`, by whom, from where, and what was noted with it. */
function told(event: AuditEvent): Moment {
  return {
    at: event.at,
    event: event.event.replace(/^reset\./, ''),
    ...event.details,
    actor: event.actor.label ?? event.actor.kind,
    actor_kind: event.actor.kind,
    address: event.address,
    agent: event.agent,
  };
}

function mailed(message: MessageRecord): Moment[] {
  const attempts = message.attempts.map(({ number, ...attempt }) => ({ ...attempt, event: 'attempt', number }));
  return [
    { at: message.created_at, event: 'queued', kind: message.kind, state: message.state, reason: message.reason },
    ...attempts,
  ];
}

function followed(link: LinkRow): Moment[] {
  if (link.first_opened_at === null) return [];
  const last = moment(link.last_opened_at ?? link.first_opened_at);
  const scanner_likely = link.scanner_likely === 1;
  return [
    { at: moment(link.first_opened_at), event: 'opened', opens: link.opens, last_opened_at: last, scanner_likely },
  ];
}

function expired(reset: ResetRow, now: number): Moment[] {
  return stateAt(reset, now) === 'expired' ? [{ at: moment(reset.expires_at), event: 'expired' }] : [];
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
