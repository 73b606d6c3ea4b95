import { z } from 'zod';
import type { ServerInput } from '../../mail/index.ts';

const text = z.string().max(200_000).optional();

/** The form of one server, as it is sent. What is wrong with a field is judged where servers are set. */
export const ServerForm = z.object({
  act: z.enum(['save', 'test']).default('save'),
  /** Whoever sends a form that is none of a page tells none. */
  version: z.coerce.number().int().optional(),
  name: text,
  active: text,
  sequence: text,
  from: text,
  from_filter: text,
  smtp_host: text,
  smtp_port: text,
  smtp_encryption: text,
  none_confirmed: text,
  smtp_authentication: text,
  smtp_user: text,
  smtp_pass: text,
  smtp_ssl_certificate: text,
  smtp_ssl_private_key: text,
  authority: text,
  oauth_token_url: text,
  oauth_client_id: text,
  oauth_client_secret: text,
  oauth_refresh_token: text,
  oauth_scope: text,
  oauth_expires_on: text,
  max_connections: text,
  max_per_minute: text,
});

export type Sent = z.infer<typeof ServerForm>;

/** Only on a page a box can be left unticked: a program that says nothing of the switch sets one that is used. */
export function asOnPage(sent: Sent): Sent {
  return sent.version === undefined ? { active: 'on', ...sent } : sent;
}

/** A form as what is to be set. A number that is none stays one that is wrong. */
export function toInput(sent: Sent): ServerInput {
  const { act: _act, version: _version, active, none_confirmed, ...fields } = sent;
  const numbers = {
    sequence: Number(sent.sequence?.trim() || Number.NaN),
    smtp_port: Number(sent.smtp_port?.trim() || Number.NaN),
    max_connections: countIn(sent.max_connections),
    max_per_minute: countIn(sent.max_per_minute),
  };
  const switches = { active: active !== undefined, none_confirmed: none_confirmed !== undefined };
  return { ...fields, ...numbers, ...switches } as ServerInput;
}

function countIn(typed: string | undefined): number | null {
  return typed?.trim() ? Number(typed) : null;
}

/** What stands in a field: what was typed, else what is set. */
export function shownOf(values: Partial<Record<keyof Sent, unknown>>): (name: keyof Sent) => string {
  return (name) => {
    const value = values[name];
    return value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
  };
}
