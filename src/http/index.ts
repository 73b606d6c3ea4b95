export { type Assets, createAssets } from './assets.ts';
export { type CookieName, type Cookies, createCookies } from './cookies.ts';
export { readForm } from './form.ts';
export { type Listening, listen } from './listen.ts';
export { answerProblems, type Problem, type TellProblem } from './problems.ts';
export { answerStatus, orRefusal } from './refused.ts';
export { safeRedirect } from './safe-redirect.ts';
export { type Site, siteOf } from './site.ts';
export { createWeb, type Plumbing, type Web, type WebContext } from './web.ts';
