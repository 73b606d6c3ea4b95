import type { Reader, Tx } from '../../database/index.ts';
import type { Clock, Log, Reach, Secrets } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { createTokens, type TokenSource } from '../wire/tokens.ts';
import { type KnownSecrets, seal, unseal } from './secrets.ts';
import { filterOf } from './shape.ts';
import { holdServer, replaceSealed, type ServerRow, serverById } from './store.ts';

export interface ToServer {
  database: { read: Reader; write<T>(body: (tx: Tx) => Promise<T>): Promise<T> };
  clock: Clock;
  log: Log;
  secrets: Secrets;
  reach: Reach;
}

/** A row as letters meet it. */
export function toServer(parts: ToServer, row: ServerRow): MailServer {
  const known = unseal(parts.secrets, row);
  const { smtp_user: user, smtp_authentication: way, smtp_ssl_certificate: cert } = row;
  const { smtp_pass: password, smtp_ssl_private_key: key } = known;
  return {
    id: row.id,
    name: row.name,
    host: row.smtp_host,
    port: row.smtp_port,
    encryption: row.smtp_encryption,
    clearTextConfirmed: row.none_confirmed === 1,
    ...(way !== 'certificate' && user !== null && { user }),
    ...(way === 'login' && password !== undefined && { password }),
    ...(way === 'xoauth2' && { tokens: tokensOf(parts, row, known) }),
    ...(way === 'certificate' && cert !== null && key !== undefined && { certificate: { cert, key } }),
    from: row.from ?? undefined,
    fromFilter: row.from_filter === null ? [] : filterOf(row.from_filter),
    sequence: row.sequence,
    maxConnections: row.max_connections ?? undefined,
    maxPerMinute: row.max_per_minute ?? undefined,
    reach: parts.reach,
    authority: row.authority ?? undefined,
  };
}

function tokensOf(parts: ToServer, row: ServerRow, known: KnownSecrets): TokenSource {
  const grant = {
    url: row.oauth_token_url ?? '',
    clientId: row.oauth_client_id ?? '',
    clientSecret: known.oauth_client_secret,
    refreshToken: known.oauth_refresh_token,
    scope: row.oauth_scope ?? undefined,
  };
  const { clock, reach, log } = parts;
  const renewed = async (refreshToken: string, before: string): Promise<boolean> => {
    try {
      await keepRefreshToken(parts, row.id, { refreshToken, before });
      return true;
    } catch (error) {
      log.error('mail.refresh_token_not_kept', error, { server: row.name });
      return false;
    }
  };
  const kept = () => refreshTokenOf(parts, row).catch(() => undefined);
  return createTokens(grant, { clock, reach, authority: row.authority ?? undefined, kept, renewed });
}

/** Of this edit of it: one that was typed since may be meant for another endpoint. */
async function refreshTokenOf(
  { database, secrets }: ToServer,
  { id, version }: ServerRow,
): Promise<string | undefined> {
  const row = await serverById(database.read, id);
  return row?.version === version ? unseal(secrets, row).oauth_refresh_token : undefined;
}

/** Some endpoints void a refresh token at its use and answer the next one. What somebody typed meanwhile stays. */
async function keepRefreshToken(
  { database, secrets }: ToServer,
  id: string,
  { refreshToken, before }: { refreshToken: string; before: string },
): Promise<void> {
  await database.write(async (tx) => {
    const row = await holdServer(tx, id);
    const known = row && unseal(secrets, row);
    if (!row?.sealed || known?.oauth_refresh_token !== before) return;
    const sealed = seal(secrets, id, { ...known, oauth_refresh_token: refreshToken });
    if (sealed !== null) await replaceSealed(tx, { id, sealed: row.sealed }, sealed);
  });
}
