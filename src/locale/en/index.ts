import { api } from './api.ts';
import { apiKeys } from './api-keys.ts';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { auditDetails } from './audit-details.ts';
import { auditEvents } from './audit-events.ts';
import { commands } from './commands.ts';
import { companies } from './companies.ts';
import { console } from './console.ts';
import { consoleActs } from './console-acts.ts';
import { consoleApiKeys } from './console-api-keys.ts';
import { consoleJobs } from './console-jobs.ts';
import { consoleList } from './console-list.ts';
import { consoleMail } from './console-mail.ts';
import { consoleUser } from './console-user.ts';
import { consoleUsers } from './console-users.ts';
import { factors } from './factors.ts';
import { firstSteps } from './first-steps.ts';
import { letterTexts } from './letter-texts.ts';
import { letters } from './letters.ts';
import { mail } from './mail.ts';
import { mailDoctor } from './mail-doctor.ts';
import { mailbox } from './mailbox.ts';
import { overview } from './overview.ts';
import { pages } from './pages.ts';
import { passwords } from './passwords.ts';
import { refusals } from './refusals.ts';
import { reports } from './reports.ts';
import { resetsConsole } from './resets-console.ts';
import { settings } from './settings.ts';

/** The English catalogue, which every other language is measured against. */
export const english = {
  ...api,
  ...apiKeys,
  ...approvals,
  ...commands,
  ...console,
  ...consoleActs,
  ...consoleJobs,
  ...consoleApiKeys,
  ...consoleList,
  ...consoleMail,
  ...consoleUser,
  ...consoleUsers,
  ...firstSteps,
  ...letterTexts,
  ...factors,
  ...letters,
  ...mail,
  ...mailDoctor,
  ...mailbox,
  ...overview,
  ...pages,
  ...passwords,
  ...refusals,
  ...reports,
  ...resetsConsole,
  ...settings,
  ...audit,
  ...auditDetails,
  ...auditEvents,
  ...companies,
};
