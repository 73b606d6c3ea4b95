import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { answeredLinks } from './answered-links.ts';
import { apiCalls, apiKeys, keysMadeByKeys } from './api-keys.ts';
import { approvalChanges, approvalDeciders, approvals, approvalsByKeys } from './approvals.ts';
import { auditLabels } from './audit-labels.ts';
import { auditNames } from './audit-names.ts';
import { auditStart } from './audit-start.ts';
import { bouncedLetters } from './bounced-letters.ts';
import { changedEmails } from './changed-emails.ts';
import { consoleLists } from './console-lists.ts';
import { disownedFactors } from './disowned-factors.ts';
import { dkimKeys } from './dkim-keys.ts';
import { emailProofs } from './email-proofs.ts';
import { factorRemovals } from './factor-removals.ts';
import { falseTimes } from './false-times.ts';
import { forgottenBrowsers } from './forgotten-browsers.ts';
import { formerPasswords } from './former-passwords.ts';
import { formsOnce } from './forms-once.ts';
import { givenEmails } from './given-emails.ts';
import { goingResets } from './going-resets.ts';
import { identityCodes } from './identity-codes.ts';
import { idleSessions } from './idle-sessions.ts';
import { jobLists, jobs, jobsByKeys } from './jobs.ts';
import { knownBrowsers } from './known-browsers.ts';
import { letterTexts } from './letter-texts.ts';
import { lettersList } from './letters-list.ts';
import { malformedEmails } from './malformed-emails.ts';
import { offeredApps } from './offered-apps.ts';
import { openedSessions } from './opened-sessions.ts';
import { outgoingMailServers } from './outgoing-mail-servers.ts';
import { pressedLinks } from './pressed-links.ts';
import { pressesAndEdits } from './presses-and-edits.ts';
import { provedBrowsers } from './proved-browsers.ts';
import { reachedUsers } from './reached-users.ts';
import { rememberedFactors } from './remembered-factors.ts';
import { retention } from './retention.ts';
import { sealedCodes } from './sealed-codes.ts';
import { sealedRecord } from './sealed-record.ts';
import { secondFactors } from './second-factors.ts';
import { securedAccounts } from './secured-accounts.ts';
import { securedBefore } from './secured-before.ts';
import { usedFactors } from './used-factors.ts';
import { usedServers } from './used-servers.ts';
import { userBuckets } from './user-buckets.ts';
import { userEdits } from './user-edits.ts';
import { usersList } from './users-list.ts';

/*
 * Append-only: a migration that has shipped is never edited. The column types are those that both engines know
 * (bigint for times). What the columns mean stands in `schema.ts`.
 */
export const migrations: Record<string, Migration> = {
  '0001_one_reset': { up: oneReset },
  '0002_sealed_record': { up: sealedRecord },
  '0003_api_keys': { up: apiKeys },
  '0004_former_passwords': { up: formerPasswords },
  '0005_audit_start': { up: auditStart },
  '0006_user_edits': { up: userEdits },
  '0007_outgoing_mail_servers': { up: outgoingMailServers },
  '0008_users_list': { up: usersList },
  '0009_api_calls': { up: apiCalls },
  '0010_identity_codes': { up: identityCodes },
  '0011_dkim_keys': { up: dkimKeys },
  '0012_console_lists': { up: consoleLists },
  '0013_email_proofs': { up: emailProofs },
  '0014_letter_texts': { up: letterTexts },
  '0015_second_factors': { up: secondFactors },
  '0016_jobs': { up: jobs },
  '0017_known_browsers': { up: knownBrowsers },
  '0018_sealed_codes': { up: sealedCodes },
  '0019_bounced_letters': { up: bouncedLetters },
  '0020_user_buckets': { up: userBuckets },
  '0021_approvals': { up: approvals },
  '0022_letters_list': { up: lettersList },
  '0023_keys_made_by_keys': { up: keysMadeByKeys },
  '0024_secured_accounts': { up: securedAccounts },
  '0025_approval_changes': { up: approvalChanges },
  '0026_jobs_by_keys': { up: jobsByKeys },
  '0027_retention': { up: retention },
  '0028_disowned_factors': { up: disownedFactors },
  '0029_changed_emails': { up: changedEmails },
  '0030_approvals_by_keys': { up: approvalsByKeys },
  '0031_forms_once': { up: formsOnce },
  '0032_proved_browsers': { up: provedBrowsers },
  '0033_used_factors': { up: usedFactors },
  '0034_factor_removals': { up: factorRemovals },
  '0035_job_lists': { up: jobLists },
  '0040_given_emails': { up: givenEmails },
  '0055_offered_apps': { up: offeredApps },
  '0056_malformed_emails': { up: malformedEmails },
  '0060_approval_deciders': { up: approvalDeciders },
  '0061_audit_labels': { up: auditLabels },
  '0063_forgotten_browsers': { up: forgottenBrowsers },
  '0064_answered_links': { up: answeredLinks },
  '0065_idle_sessions': { up: idleSessions },
  '0066_audit_names': { up: auditNames },
  '0067_false_times': { up: falseTimes },
  '0068_secured_before': { up: securedBefore },
  '0069_pressed_links': { up: pressedLinks },
  '0072_opened_sessions': { up: openedSessions },
  '0075_remembered_factors': { up: rememberedFactors },
  '0081_used_servers': { up: usedServers },
  '0082_presses_and_edits': { up: pressesAndEdits },
  '0083_reached_users': { up: reachedUsers },
  '0084_going_resets': { up: goingResets },
};

async function oneReset(db: Kysely<unknown>): Promise<void> {
  await installation(db);
  await people(db);
  await sessions(db);
  await resets(db);
  await mail(db);
  await records(db);
}

async function installation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .execute();
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('companies')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('sender_address', 'text')
    .addColumn('base_url', 'text')
    .addColumn('help_name', 'text', (c) => c.notNull())
    .addColumn('help_phone', 'text')
    .addColumn('help_email', 'text')
    .addColumn('help_page', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('company_id', 'text', (c) => c.notNull().references('companies.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('login', 'text', (c) => c.notNull())
    .addColumn('login_folded', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('email_folded', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('archived_at', 'bigint')
    .addColumn('last_sign_in_at', 'bigint')
    .addColumn('paused_until', 'bigint')
    .execute();
  await db.schema.createIndex('users_email_folded').on('users').column('email_folded').execute();
  // Few rows: "does another settings user remain?" must not walk over everybody.
  await db.schema
    .createIndex('users_settings')
    .on('users')
    .column('id')
    .where('role' as never, '=', 'settings')
    .execute();
  await db.schema
    .createTable('passwords')
    .addColumn('user_id', 'text', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('policy', 'text', (c) => c.notNull())
    .execute();
}

async function sessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_digest', 'text', (c) => c.notNull().unique())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('reset_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .addColumn('authenticated_at', 'bigint')
    .addColumn('address', 'text')
    .addColumn('agent', 'text')
    .execute();
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute();
  await db.schema.createIndex('sessions_ends_at').on('sessions').column('ends_at').execute();
}

async function resets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('resets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('asked_with', 'text')
    .addColumn('typed_sealed', 'text')
    .addColumn('typed_digest', 'text')
    .addColumn('asks', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('last_asked_at', 'bigint', (c) => c.notNull())
    .addColumn('asked_by_kind', 'text', (c) => c.notNull())
    .addColumn('asked_by_id', 'text')
    .addColumn('asked_by_label', 'text')
    .addColumn('asked_address', 'text')
    .addColumn('asked_agent', 'text')
    .addColumn('redirect', 'text')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('reason', 'text')
    .addColumn('identity_check', 'text')
    .addColumn('note', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended', 'text')
    .execute();
  // The worker's line: only what waits for a decision.
  await db.schema
    .createIndex('resets_waiting')
    .on('resets')
    .column('asked_at')
    .where('state' as never, '=', 'asked')
    .execute();
  // What may run out unused.
  await db.schema
    .createIndex('resets_going')
    .on('resets')
    .column('expires_at')
    .where('state' as never, 'in', ['decided', 'sent', 'opened'])
    .execute();
  await db.schema.createIndex('resets_user').on('resets').columns(['user_id', 'asked_at']).execute();
  await db.schema.createIndex('resets_typed').on('resets').columns(['typed_digest', 'asked_at']).execute();
  await db.schema
    .createTable('links')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('reset_id', 'text', (c) => c.references('resets.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('token_digest', 'text', (c) => c.notNull().unique())
    .addColumn('sent_to', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_because', 'text')
    .addColumn('spent_by', 'text')
    .addColumn('first_opened_at', 'bigint')
    .addColumn('last_opened_at', 'bigint')
    .addColumn('opens', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('scanner_likely', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('links_user').on('links').columns(['user_id', 'state']).execute();
  await db.schema.createIndex('links_reset').on('links').column('reset_id').execute();
  await db.schema.createIndex('links_expires_at').on('links').column('expires_at').execute();
}

async function mail(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('about', 'text')
    .addColumn('to_name', 'text', (c) => c.notNull())
    .addColumn('to_address', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('run_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('fence', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('sent_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createIndex('messages_queued')
    .on('messages')
    .columns(['run_at', 'id'])
    .where('state' as never, '=', 'queued')
    .execute();
  // Leases that may have run out.
  await db.schema
    .createIndex('messages_sending')
    .on('messages')
    .column('lease_until')
    .where('state' as never, '=', 'sending')
    .execute();
  await db.schema.createIndex('messages_user').on('messages').columns(['user_id', 'kind']).execute();
  await db.schema.createIndex('messages_about').on('messages').column('about').execute();
  await db.schema
    .createTable('attempts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('server', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('reply', 'text')
    .execute();
  await db.schema.createIndex('attempts_message').on('attempts').columns(['message_id', 'number']).execute();
}

async function records(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('limits')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('limits_ends_at').on('limits').column('ends_at').execute();
  await db.schema
    .createTable('audit_events')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('actor_kind', 'text', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_label', 'text')
    .addColumn('subject_kind', 'text')
    .addColumn('subject_id', 'text')
    .addColumn('subject_label', 'text')
    .addColumn('reset_id', 'text')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('address', 'text')
    .addColumn('agent', 'text')
    .addColumn('request_id', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('audit_events_reset')
    .on('audit_events')
    .columns(['reset_id', 'id'])
    .where('reset_id' as never, 'is not', null)
    .execute();
  await db.schema.createIndex('audit_events_subject').on('audit_events').columns(['subject_id', 'id']).execute();
}
