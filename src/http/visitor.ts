import { type Caller, type Clock, day, type Random, Refusal, second } from '../kernel/index.ts';
import { isLanguage, type Locale, type Translate } from '../locale/index.ts';
import type { OpenedSession, Sessions, SignedIn } from '../sessions/index.ts';
import type { Company, Users } from '../users/index.ts';
import { type CookieName, type Cookies, createCookies } from './cookies.ts';
import { orRefusal } from './refused.ts';
import { requestHeader } from './request-header.ts';
import { type Site, siteOf } from './site.ts';
import type { WebContext } from './web.ts';

/** Who looks at a page, and in which words and whose look they see it. */
export interface Visitor {
  caller: Caller;
  me: SignedIn | undefined;
  t: Translate;
  /** Whether the reader may choose another language: nobody knows theirs. */
  mayChooseLanguage: boolean;
  company: Company | undefined;
}

export type Person = Visitor & { me: SignedIn };

/** What every door for browsers knows of whoever asks. */
export interface Visitors {
  site: Site;
  cookies: Cookies;
  visitor(c: WebContext): Promise<Visitor>;
  /** Somebody of whom nothing is known, where nobody can be asked. */
  anybody(c: WebContext): Visitor;
  /** Refuses `not_signed_in`, which the reader sees as the sign-in page. */
  person(c: WebContext): Promise<Person>;
  /** Gives the browser its new session; the one that it held before ends. */
  enter(c: WebContext, opened: OpenedSession): Promise<void>;
  /** Gives the browser the mark by which a user knows it. */
  keepMark(c: WebContext, mark: string | undefined): void;
  /** The browser forgets its session, which has ended. */
  leave(c: WebContext): void;
}

export interface VisitorsParts {
  sessions: Pick<Sessions, 'whoIs' | 'signOut'>;
  users: Pick<Users, 'companyFor'>;
  locale: Locale;
  clock: Clock;
  random: Random;
  baseUrl: string;
}

/** Where a second factor is added. */
export const factorsPath = '/my/security/two-factor';
/** Where the password is asked for once more. */
export const confirmPasswordPath = '/web/confirm_password';
/** All that somebody sees whose role demands a second factor that is not there; signing out is open to everybody. */
const beforeFactor = [factorsPath, confirmPasswordPath];

export const sessionCookie: CookieName = { name: 'rekey_session', path: '/' };
export const knownBrowserCookie: CookieName = { name: 'rekey_browser', path: '/' };
const knownBrowserLasts = (365 * day) / second;
/** The language that somebody chose who is not signed in. */
export const languageCookie: CookieName = { name: 'rekey_language', path: '/' };

export function createVisitors({ sessions, users, locale, clock, random, baseUrl }: VisitorsParts): Visitors {
  const site = siteOf(baseUrl);
  const cookies = createCookies(site, random);
  const visitor = async (c: WebContext): Promise<Visitor> => {
    const me = await sessions.whoIs(cookies.read(c, sessionCookie));
    const company = me?.company ?? (await users.companyFor(originOf(c, site)));
    const language = me?.user.language ?? languageOf(c, company);
    const caller = me ? callerOf(c, me) : c.get('caller');
    return { me, company, t: locale.in(language), mayChooseLanguage: me === undefined, caller };
  };
  const anybody = (c: WebContext): Visitor => ({
    me: undefined,
    company: undefined,
    t: locale.in(languageOf(c, undefined)),
    mayChooseLanguage: true,
    caller: c.get('caller'),
  });
  /** What was chosen, else what the browser asks for, else what the company speaks. */
  const languageOf = (c: WebContext, company: Company | undefined): string => {
    const chosen = cookies.read(c, languageCookie) ?? '';
    return isLanguage(chosen) ? chosen : locale.negotiate(requestHeader(c, 'accept-language'), company?.language);
  };
  const keepMark: Visitors['keepMark'] = (c, mark) => {
    if (mark) cookies.write(c, knownBrowserCookie, mark, knownBrowserLasts);
  };
  return {
    site,
    cookies,
    keepMark,
    visitor,
    anybody,
    async person(c) {
      const { me, ...rest } = await visitor(c);
      if (!me) throw new Refusal('not_signed_in', {});
      if (me.factorMissing && !beforeFactor.some((path) => c.req.path.startsWith(path)))
        throw new Refusal('factor_missing', {});
      return { me, ...rest };
    },
    async enter(c, opened) {
      const earlier = cookies.read(c, sessionCookie);
      cookies.write(c, sessionCookie, opened.token, (opened.endsAt - clock.now()) / second);
      keepMark(c, opened.knownBrowser);
      const held = await sessions.whoIs(earlier);
      // A database that is too busy for this must not take back what was just achieved.
      if (held) await orRefusal(sessions.signOut(callerOf(c, held), earlier), 'busy');
    },
    leave: (c) => cookies.clear(c, sessionCookie),
  };
}

function callerOf(c: WebContext, { user: { id, login, role }, sessionId }: SignedIn): Caller {
  return { ...c.get('caller'), actor: { kind: 'user', id, label: login, role, session: sessionId } };
}

/** Under which of its addresses the site was asked; it chooses a look and nothing else. */
function originOf(c: WebContext, site: Site): string {
  return `${site.secure ? 'https' : 'http'}://${requestHeader(c, 'host') ?? ''}`;
}
