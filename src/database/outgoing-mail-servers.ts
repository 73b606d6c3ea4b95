import type { Kysely } from 'kysely';

/** Outgoing mail servers that administrators set, and how every server does, seen by all processes. */
export async function outgoingMailServers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outgoing_mail_servers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('from', 'text')
    .addColumn('from_filter', 'text')
    .addColumn('smtp_host', 'text', (c) => c.notNull())
    .addColumn('smtp_port', 'integer', (c) => c.notNull())
    .addColumn('smtp_encryption', 'text', (c) => c.notNull())
    .addColumn('none_confirmed', 'integer', (c) => c.notNull())
    .addColumn('smtp_authentication', 'text', (c) => c.notNull())
    .addColumn('smtp_user', 'text')
    .addColumn('smtp_ssl_certificate', 'text')
    .addColumn('authority', 'text')
    .addColumn('oauth_token_url', 'text')
    .addColumn('oauth_client_id', 'text')
    .addColumn('oauth_scope', 'text')
    .addColumn('oauth_expires_on', 'text')
    .addColumn('sealed', 'text')
    .addColumn('sealed_at', 'bigint')
    .addColumn('max_connections', 'integer')
    .addColumn('max_per_minute', 'integer')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outgoing_mail_server_states')
    .addColumn('server', 'text', (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('failing_since', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('reply', 'text')
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('probe_at', 'bigint', (c) => c.notNull())
    .addColumn('next_slot', 'bigint', (c) => c.notNull())
    .execute();
}
