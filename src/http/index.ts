export { askedByOurName, askedLocally } from './asked-locally.ts';
export { type Assets, createAssets } from './assets.ts';
export { readBody } from './body.ts';
export { type CookieName, createCookies } from './cookies.ts';
export { inFairTurn } from './fair.ts';
export { readForm, readFormText } from './form.ts';
export { goOn, passwordFirst, type Waiting, waitingIn } from './fresh.ts';
export { framingPolicy } from './headers.ts';
export { letterHeaders } from './letter-headers.ts';
export { type Listening, listen } from './listen.ts';
export { answers, isPageOfForm, leadsBack } from './methods.ts';
export { createNewsBox } from './news.ts';
export { answerProblems, type Problem, type TellProblem, tellerOf } from './problems.ts';
export { answerReady, makeReady, type Ready } from './ready.ts';
export { answerStatus, orRefusal, statusOf } from './refused.ts';
export { requestHeader } from './request-header.ts';
export { safeRedirect } from './safe-redirect.ts';
export { type Site, siteOf } from './site.ts';
export { underPath } from './under-path.ts';
export { readUpload } from './upload.ts';
export {
  confirmPasswordPath,
  createVisitors,
  factorsPath,
  knownBrowserCookie,
  languageCookie,
  type Person,
  sessionCookie,
  type Visitor,
  type Visitors,
} from './visitor.ts';
export {
  type BrowserPlumbing,
  createProgramWeb,
  createWeb,
  isHead,
  isRead,
  type Web,
  type WebContext,
} from './web.ts';
