import type { Database } from '../database/index.ts';
import type { Clock, Log, Random, Secrets } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import type { Dkim } from './dkim/index.ts';
import type { AuditTrail, Brake, Message, MessageData, NeedsApproval } from './index.ts';
import type { Owed } from './owed.ts';
import type { Sender } from './sender.ts';
import type { Fleet } from './servers/fleet.ts';
import type { Promised } from './servers/pace.ts';
import type { MessageRow } from './store.ts';
import type { Limits } from './wire/limits.ts';

/** What the use cases work with. */
export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  log: Log;
  audit: AuditTrail;
  locale: Locale;
  /** Names this process in leases. */
  owner: string;
  hostname: string;
  limits: Limits;
  secrets: Secrets;
  dkim: Dkim;
  fleet: Fleet;
  owed: Owed;
  needsApproval: NeedsApproval;
  brake: Brake;
  /** Whether letters of a kind warn somebody: whoever is at work might want them not to go. */
  warns(kind: string): boolean;
  promised: Promised;
  sender: Sender;
}

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    kind: row.kind,
    userId: row.user_id ?? undefined,
    about: row.about ?? undefined,
    to: { name: row.to_name, address: row.to_address },
    data: JSON.parse(row.data) as MessageData,
    state: row.state,
    messageId: row.message_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    attempts: row.attempts,
  };
}
