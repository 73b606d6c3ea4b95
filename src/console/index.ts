import type { Web } from '../http/index.ts';
import { addApiKeys } from './api-keys/page.tsx';
import { createDesk } from './desk.tsx';
import { addOverview } from './home/overview.tsx';
import { addEmail } from './mail/email.tsx';
import { addEmails } from './mail/emails.tsx';
import { addServers } from './mail/servers.tsx';
import { addDkim } from './mail-doctor/dkim.ts';
import { addDoctor } from './mail-doctor/doctor.tsx';
import type { ConsoleParts } from './parts.ts';
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
  addTheme(web, desk);
  addOverview(web, desk);
  addUsersList(web, desk);
  addUserPages(web, desk);
  addServers(web, desk);
  addEmails(web, desk);
  addEmail(web, desk);
  addDoctor(web, desk);
  addDkim(web, desk);
  addApiKeys(web, desk);
}
