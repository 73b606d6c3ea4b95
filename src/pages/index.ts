import { answerProblems, createVisitors, createWeb, inFairTurn, type Web, type WebContext } from '../http/index.ts';
import { addConfirmEmail } from './confirm-email.tsx';
import { addConfirmPassword } from './confirm-password.tsx';
import { addProve } from './factors/prove.tsx';
import { addHealth } from './health.ts';
import { addHelp } from './help.tsx';
import { createKit, type PagesParts } from './kit.tsx';
import { addLanguage } from './language.ts';
import { addLooks } from './looks.ts';
import { addOwnApiKeys } from './my/api-keys.tsx';
import { addOwnEmail } from './my/email.tsx';
import { addOwnPassword } from './my/password.tsx';
import { addProfile } from './my/profile.tsx';
import { addOwnSessions } from './my/security.tsx';
import { addTwoFactor } from './my/two-factor.tsx';
import { addNotMe } from './not-me/routes.ts';
import { addPasswordCheck } from './password-check.ts';
import { tellProblem } from './problem.tsx';
import { addReset } from './reset/routes.ts';
import { addSetUp } from './set-up.tsx';
import { addSignIn } from './sign-in.tsx';
import { addSignOut } from './sign-out.tsx';
import { addWellKnown } from './well-known.ts';

export type { PagesParts };

/** The web app with every public page and everybody's own pages; other doors are added to it afterwards. */
export function createPages(parts: PagesParts): Web {
  const isCompanyOrigin = async (origin: string): Promise<boolean> => {
    const companies = await parts.users.companies(parts.database.read);
    return companies.some(({ baseUrl = '' }) => URL.canParse(baseUrl) && new URL(baseUrl).origin === origin);
  };
  const { site, visitor } = createVisitors(parts);
  const isSignedIn = async (c: WebContext): Promise<boolean> => (await visitor(c)).me !== undefined;
  const web = createWeb({ ...parts, site, isCompanyOrigin, isSignedIn });
  addPages(web, parts);
  return web;
}

/** Adds the pages, their files, and their words and look for every problem that has no page of its own. */
function addPages(web: Web, parts: PagesParts): void {
  const kit = createKit(web, parts);
  answerProblems(web, parts.log, tellProblem(web, kit));
  addHealth(web, kit);
  web.use('*', inFairTurn()); // what watches the server waits behind nobody
  kit.assets.addTo(web);
  addLanguage(web, kit);
  addLooks(web, kit);
  addSignIn(web, kit);
  addSignOut(web, kit);
  addConfirmPassword(web, kit);
  addReset(web, kit);
  addPasswordCheck(web, kit);
  addNotMe(web, kit);
  addSetUp(web, kit);
  addProfile(web, kit);
  addOwnEmail(web, kit);
  addConfirmEmail(web, kit);
  addOwnPassword(web, kit);
  addOwnSessions(web, kit);
  addOwnApiKeys(web, kit);
  addProve(web, kit);
  addTwoFactor(web, kit);
  addHelp(web, kit);
  addWellKnown(web, kit);
}
