import type { Act } from '../../src/kernel/index.ts';

interface Demand {
  /** `staff` where everybody of them may. */
  act: Act | 'staff';
  /** A form that is well formed. `:id`, in it and in the address, is a user of the lowest role, or whatever `id` says. */
  form?: Record<string, string>;
  id?: string;
  /** Whether it needs the password once more when that was given longer than ten minutes ago. */
  risky?: boolean;
}

const servers = '/settings/technical/email/outgoing-mail-servers';
const emails = '/settings/technical/email/emails';
const nothing = '0190a1b2-0000-7000-8000-000000000000';

const user = {
  name: 'New User',
  login: 'new-user',
  email: 'new-user@lumen.example',
  role: 'helpdesk',
  company: '',
  language: 'en',
  time_zone: 'UTC',
};

/** Every address below `/settings`, and what it demands. A page that is not here fails the proof that tries them. */
export const addresses: Record<string, Demand> = {
  'GET /settings': { act: 'staff' },
  'POST /settings/first-steps/letter': { act: 'settings.change' },
  'POST /settings/language': { act: 'staff', form: { language: 'en' } },
  'POST /settings/theme': { act: 'staff', form: { theme: 'system' } },

  'GET /settings/users': { act: 'users.find' },
  'GET /settings/users/export': { act: 'users.export', risky: true },
  'POST /settings/users/export': { act: 'users.export', form: { id: ':id' }, risky: true },
  'POST /settings/users/favourites': { act: 'favourites.keep', form: { name: 'Mine', query: 'search=a' } },
  'POST /settings/users/favourites/remove': { act: 'favourites.keep', form: { id: ':id' } },

  'GET /settings/users/new': { act: 'users.create' },
  'POST /settings/users/new': { act: 'users.create', form: { ...user, after: 'nothing' }, risky: true },
  'GET /settings/users/:id': { act: 'users.find' },
  'POST /settings/users/:id': { act: 'users.edit', form: { ...user, version: '1' }, risky: true },
  'GET /settings/users/:id/send-reset': { act: 'resets.send' },
  'POST /settings/users/:id/send-reset': { act: 'resets.send', form: { once: 'once', mail_code: 'on' } },
  'GET /settings/letters-of/:id': { act: 'resets.read', id: nothing },
  'GET /settings/users/:id/invite': { act: 'resets.send' },
  'POST /settings/users/:id/invite': { act: 'resets.send' },
  'GET /settings/users/:id/archive': { act: 'users.archive' },
  'POST /settings/users/:id/archive': { act: 'users.archive' },
  'GET /settings/users/:id/unarchive': { act: 'users.archive' },
  'POST /settings/users/:id/unarchive': { act: 'users.archive' },
  'GET /settings/users/:id/end-sessions': { act: 'sessions.end' },
  'POST /settings/users/:id/end-sessions': { act: 'sessions.end' },
  'GET /settings/users/:id/cancel-links': { act: 'resets.cancel' },
  'POST /settings/users/:id/cancel-links': { act: 'resets.cancel' },
  'GET /settings/users/:id/remove-factors': { act: 'factors.remove' },
  'POST /settings/users/:id/remove-factors': { act: 'factors.remove', risky: true },
  'GET /settings/users/:id/delete': { act: 'users.delete' },
  'POST /settings/users/:id/delete': { act: 'users.delete' },

  'POST /settings/jobs/new/send': { act: 'resets.send', form: { id: ':id' } },
  'POST /settings/jobs/new/send/start': { act: 'resets.send', form: { id: ':id' } },
  'POST /settings/jobs/new/archive': { act: 'users.archive', form: { id: ':id' } },
  'POST /settings/jobs/new/archive/start': { act: 'users.archive', form: { id: ':id' }, risky: true },
  'POST /settings/jobs/new/unarchive': { act: 'users.archive', form: { id: ':id' } },
  'POST /settings/jobs/new/unarchive/start': { act: 'users.archive', form: { id: ':id' }, risky: true },
  'POST /settings/jobs/new/end_sessions': { act: 'sessions.end', form: { id: ':id' } },
  'POST /settings/jobs/new/end_sessions/start': { act: 'sessions.end', form: { id: ':id' } },
  'POST /settings/jobs/new/cancel_links': { act: 'resets.cancel', form: { id: ':id' } },
  'POST /settings/jobs/new/cancel_links/start': { act: 'resets.cancel', form: { id: ':id' } },
  // What a job demands is what it does; of one that is not there nobody hears more than that.
  'GET /settings/jobs/:id': { act: 'staff', id: nothing },
  'POST /settings/jobs/:id': { act: 'staff', id: nothing, form: { to: 'pause' } },
  'GET /settings/jobs/:id/state': { act: 'staff', id: nothing },
  'GET /settings/jobs/:id/results.csv': { act: 'users.export', id: nothing },

  'GET /settings/api-keys': { act: 'staff' },
  'GET /settings/api-keys/export': { act: 'keys.read' },
  'POST /settings/api-keys': { act: 'staff', risky: true },
  'POST /settings/api-keys/:id/revoke': { act: 'keys.revoke', id: nothing },

  [`GET ${emails}`]: { act: 'messages.read' },
  [`GET ${emails}/export`]: { act: 'users.export' },
  [`POST ${emails}/export`]: { act: 'users.export', form: { id: ':id' } },
  [`GET ${emails}/:id`]: { act: 'messages.read', id: nothing },
  [`POST ${emails}/:id/retry`]: { act: 'messages.retry', id: nothing },
  [`POST ${emails}/:id/cancel`]: { act: 'messages.cancel', id: nothing },
  [`GET ${servers}`]: { act: 'messages.read' },
  [`GET ${servers}/export`]: { act: 'mail_servers.change' },
  [`GET ${servers}/new`]: { act: 'mail_servers.change' },
  [`POST ${servers}/new`]: { act: 'mail_servers.change', risky: true },
  [`POST ${servers}/order`]: { act: 'mail_servers.change', form: { ids: nothing }, risky: true },
  [`POST ${servers}/mail`]: { act: 'settings.change', form: { outgoing_mail: 'on' }, risky: true },
  [`GET ${servers}/:id`]: { act: 'messages.read', id: nothing },
  [`POST ${servers}/:id`]: { act: 'mail_servers.change', id: nothing, risky: true },
  [`POST ${servers}/:id/test`]: { act: 'mail.test', id: nothing, form: { act: 'test', to: '' } },
  [`GET ${servers}/:id/delete`]: { act: 'mail_servers.change', id: nothing },
  [`POST ${servers}/:id/delete`]: { act: 'mail_servers.change', id: nothing, risky: true },
  'GET /settings/technical/email/doctor': { act: 'messages.read' },
  'POST /settings/technical/email/doctor': { act: 'mail.test' },
  'POST /settings/technical/email/doctor/received': { act: 'mail.test', form: { head: 'Subject: x' } },
  'POST /settings/technical/email/dkim': { act: 'mail_servers.change', form: { domain: 'lumen.example' }, risky: true },
  'POST /settings/technical/email/dkim/:id': {
    act: 'mail_servers.change',
    id: nothing,
    form: { act: 'remove' },
    risky: true,
  },

  'GET /settings/companies': { act: 'companies.edit' },
  'GET /settings/companies/export': { act: 'companies.edit' },
  'GET /settings/companies/new': { act: 'companies.edit' },
  'POST /settings/companies/new': { act: 'companies.edit', risky: true },
  'GET /settings/companies/:id': { act: 'companies.edit', id: nothing },
  'POST /settings/companies/:id': { act: 'companies.edit', id: nothing },
  'POST /settings/companies/:id/logo': { act: 'companies.edit', id: nothing },
  'GET /settings/companies/:id/preview': { act: 'companies.edit', id: nothing },
  'GET /settings/general': { act: 'settings.change' },
  'POST /settings/general': { act: 'settings.change', form: { group: 'links' }, risky: true },
  'GET /settings/letters': { act: 'letters.edit' },
  'POST /settings/letters': { act: 'letters.edit', risky: true },
  'GET /settings/letters/preview': { act: 'letters.edit' },
  'POST /settings/letters/preview': { act: 'letters.edit' },

  'GET /settings/approvals': { act: 'approvals.read' },
  'POST /settings/approvals/:id': { act: 'approvals.decide', id: nothing, form: { answer: 'refuse' }, risky: true },
  'GET /settings/resets': { act: 'resets.read' },
  'GET /settings/resets/export': { act: 'users.export' },
  'POST /settings/resets/export': { act: 'users.export' },
  'GET /settings/resets/why': { act: 'resets.read' },
  'POST /settings/resets/why/lift': { act: 'resets.lift_limits', form: { user: ':id', address: 'x' } },
  'GET /settings/resets/limits': { act: 'resets.read' },
  'POST /settings/resets/limits/lift': { act: 'resets.lift_limits', form: { user: ':id' } },
  'GET /settings/resets/:id': { act: 'resets.read', id: nothing },
  'GET /settings/resets/:id/resend': { act: 'resets.send', id: nothing },
  'POST /settings/resets/:id/resend': { act: 'resets.send', id: nothing },
  'GET /settings/resets/:id/cancel': { act: 'resets.cancel', id: nothing },
  'POST /settings/resets/:id/cancel': { act: 'resets.cancel', id: nothing },

  'GET /settings/technical/audit': { act: 'audit.read' },
  'GET /settings/technical/audit/export': { act: 'audit.read' },
  'POST /settings/technical/audit/export': { act: 'audit.read' },
  'GET /settings/technical/audit/seal': { act: 'audit.read' },
  'POST /settings/technical/audit/seal': { act: 'audit.read' },
  'GET /settings/technical/audit/:id': { act: 'audit.read', id: nothing },
};
