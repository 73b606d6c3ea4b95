import type { Web } from '../http/index.ts';
import { addApiKeysExport } from './api-keys/export.ts';
import { addApiKeys } from './api-keys/page.tsx';
import { addApprovals } from './approvals/page.tsx';
import { addAuditEvent } from './audit/detail.tsx';
import { addAuditList } from './audit/list.tsx';
import { addSeal } from './audit/seal.tsx';
import { addCompaniesExport } from './companies/export.ts';
import { addCompaniesList } from './companies/list.tsx';
import { addCompanyPages } from './companies/pages.tsx';
import { addCompanyPreview } from './companies/preview.tsx';
import { createDesk } from './desk.tsx';
import { addGeneral } from './general/general.tsx';
import { addFirstSteps } from './home/first-steps.tsx';
import { addOverview } from './home/overview.tsx';
import { addJob } from './jobs/job.tsx';
import { addNewJob } from './jobs/new-job.tsx';
import { addLanguage } from './language.ts';
import { addLetters } from './letters/letters.tsx';
import { addEmail } from './mail/email.tsx';
import { addEmails } from './mail/emails.tsx';
import { addServers } from './mail/servers.tsx';
import { addServersExport } from './mail/servers-export.ts';
import { addDkim } from './mail-doctor/dkim.ts';
import { addDoctor } from './mail-doctor/doctor.tsx';
import { addReceived } from './mail-doctor/read-received.ts';
import type { ConsoleParts } from './parts.ts';
import { addProblems } from './problem.tsx';
import { addReset } from './resets/detail.tsx';
import { addLimits } from './resets/limits.tsx';
import { addResetsList } from './resets/list.tsx';
import { addWhy } from './resets/why.tsx';
import { addTheme } from './theme.ts';
import { addUserPages } from './user/pages.ts';
import { addUsersList } from './users/list.tsx';

export type { ConsoleParts };

/**
 * Adds the administrator's console: every page below `/settings`. A page is an `addX(web, desk)` in a folder of its own:
 * who asks is `desk.staff(c)`, what is shown `desk.show(c, staff, screen)` with parts from `parts/`, and after an act
 * `desk.done(c, path, told)`. The bar has its word as soon as the address in `menu.ts` answers.
 */
export function addConsole(web: Web, parts: ConsoleParts): void {
  const desk = createDesk(web, parts);
  addProblems(web, desk);
  addTheme(web, desk);
  addLanguage(web, desk);
  addOverview(web, desk);
  addFirstSteps(web, desk);
  addGeneral(web, desk);
  addCompaniesList(web, desk);
  addCompaniesExport(web, desk);
  addCompanyPages(web, desk);
  addCompanyPreview(web, desk);
  addResetsList(web, desk);
  addWhy(web, desk);
  addLimits(web, desk);
  addReset(web, desk);
  addApprovals(web, desk);
  addAuditList(web, desk);
  addSeal(web, desk);
  addAuditEvent(web, desk);
  addUsersList(web, desk);
  addUserPages(web, desk);
  addNewJob(web, desk);
  addJob(web, desk);
  addServersExport(web, desk);
  addServers(web, desk);
  addEmails(web, desk);
  addEmail(web, desk);
  addDoctor(web, desk);
  addReceived(web, desk);
  addDkim(web, desk);
  addApiKeys(web, desk);
  addApiKeysExport(web, desk);
  addLetters(web, desk);
}
