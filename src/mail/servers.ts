import { type Caller, may, Refusal } from '../kernel/index.ts';
import type { ServerRecord } from './index.ts';
import type { Parts } from './parts.ts';
import { reasonKey } from './reasons.ts';
import { iso } from './record.ts';
import type { Outgoing } from './wire/outgoing.ts';

/** The outgoing mail servers and how they do, as far as this process knows. */
export function servers({ outgoings, locale }: Parts, caller: Caller): ServerRecord[] {
  if (!may(caller, 'messages.read')) throw new Refusal('forbidden', {});
  const words = locale.in('en');
  const showUser = may(caller, 'mail.test');
  return outgoings.map(({ server, breaker: { state, trouble } }) => ({
    name: server.name,
    smtp_host: server.host,
    smtp_port: server.port,
    smtp_encryption: server.encryption,
    smtp_user: showUser ? (server.user ?? null) : null,
    from: server.from ?? null,
    sequence: server.sequence,
    from_environment: server.fromEnvironment,
    state,
    failing_since: trouble ? iso(trouble.since) : null,
    last_reason: trouble?.reason ?? null,
    last_words: trouble ? words(reasonKey(trouble.reason)) : null,
  }));
}

/** Whether some server could take a letter now. One that nobody has tried yet counts. */
export function ready(outgoings: readonly Outgoing[]): boolean {
  return outgoings.some(({ breaker }) => breaker.closed);
}
