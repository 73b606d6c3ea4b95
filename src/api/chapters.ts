import type { Chapter } from './document.ts';
import type { ApiParts } from './parts.ts';
import { apiKeys } from './resources/api-keys.ts';
import { approvals } from './resources/approvals.ts';
import { auditEvents } from './resources/audit-events.ts';
import { companies } from './resources/companies.ts';
import { dkimKeys } from './resources/dkim-keys.ts';
import { jobs } from './resources/jobs.ts';
import { letters } from './resources/letters.ts';
import { limits } from './resources/limits.ts';
import { mailDoctor } from './resources/mail-doctor.ts';
import { messages } from './resources/messages.ts';
import { outgoingMailServers } from './resources/outgoing-mail-servers.ts';
import { passwordPolicy } from './resources/password-policy.ts';
import { passwordResets } from './resources/password-resets.ts';
import { sessions } from './resources/sessions.ts';
import { settings } from './resources/settings.ts';
import { users } from './resources/users.ts';

/** All that programs can do, in the order in which the documentation tells it. */
export function chaptersOf(parts: ApiParts): Chapter[] {
  return [
    { name: 'Password resets', operations: passwordResets(parts) },
    { name: 'Limits', operations: limits(parts) },
    { name: 'Password policy', operations: passwordPolicy(parts) },
    { name: 'Users', operations: users(parts) },
    { name: 'Jobs', operations: jobs(parts) },
    { name: 'Companies', operations: companies(parts) },
    { name: 'Words of letters', operations: letters(parts) },
    { name: 'Sessions', operations: sessions(parts) },
    { name: 'Messages', operations: messages(parts) },
    { name: 'Outgoing mail servers', operations: outgoingMailServers(parts) },
    { name: 'Mail doctor', operations: mailDoctor(parts) },
    { name: 'Signatures (DKIM)', operations: dkimKeys(parts) },
    { name: 'Settings', operations: settings(parts) },
    { name: 'Approvals', operations: approvals(parts) },
    { name: 'Audit events', operations: auditEvents(parts) },
    { name: 'API keys', operations: apiKeys(parts) },
  ];
}
