import { type Caller, may } from '../../kernel/index.ts';
import type { MailServer, ServerRecord } from '../index.ts';
import type { Parts } from '../parts.ts';
import { isReason, reasonKey } from '../reasons.ts';
import { iso } from '../record.ts';
import { endingsOf } from './endings.ts';
import { isUnencrypted, usual } from './judge.ts';
import { fieldsOf } from './row.ts';
import { secretNames, unseal } from './secrets.ts';
import type { StateRow } from './state-store.ts';
import type { ServerRow } from './store.ts';

type Standing = Pick<ServerRecord, 'state' | 'failing_since' | 'last_reason' | 'last_words' | 'last_reply'>;

function standingOf({ locale }: Parts, state: StateRow | undefined): Standing {
  const since = state?.failing_since ?? null;
  const reason = since !== null && state?.reason && isReason(state.reason) ? state.reason : undefined;
  return {
    state: reason === 'slow' ? 'slow' : (state?.state ?? 'unknown'),
    failing_since: since === null ? null : iso(since),
    last_reason: reason ?? null,
    last_words: reason ? locale.in('en')(reasonKey(reason)) : null,
    last_reply: reason ? (state?.reply ?? null) : null,
  };
}

/** A server of the database as it is told to a caller. */
export function toRecord(parts: Parts, row: ServerRow, state: StateRow | undefined): ServerRecord {
  const fields = fieldsOf(row);
  const known = unseal(parts.secrets, row);
  return {
    id: row.id,
    version: row.version,
    ...fields,
    from_environment: false,
    unencrypted: isUnencrypted(fields),
    secrets: secretNames.filter((name) => known[name] !== undefined),
    secrets_changed_at: row.sealed_at === null ? null : iso(row.sealed_at),
    endings: endingsOf(fields),
    ...standingOf(parts, state),
  };
}

/** A server that whoever runs the installation set. */
export function toGivenRecord(parts: Parts, server: MailServer, state: StateRow | undefined): ServerRecord {
  return {
    id: server.id,
    version: 0,
    ...usual,
    name: server.name,
    sequence: server.sequence,
    from: server.from ?? null,
    smtp_host: server.host,
    smtp_port: server.port,
    smtp_encryption: server.encryption,
    smtp_user: server.user ?? null,
    from_environment: true,
    unencrypted: false,
    secrets: server.password === undefined ? [] : ['smtp_pass'],
    secrets_changed_at: null,
    endings: [],
    ...standingOf(parts, state),
  };
}

/** Who may not test servers need not know as whom we sign in. */
export function asToldTo(caller: Caller, record: ServerRecord): ServerRecord {
  if (may(caller, 'mail.test')) return record;
  return { ...record, smtp_user: null, oauth_client_id: null };
}
