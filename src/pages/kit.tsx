import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import {
  type Assets,
  answerStatus,
  type Cookies,
  createAssets,
  createCookies,
  orRefusal,
  type Site,
  siteOf,
  type WebContext,
} from '../http/index.ts';
import {
  type Caller,
  type Clock,
  day,
  isStaff,
  type Log,
  type Meter,
  type Random,
  Refusal,
  type Secrets,
  second,
} from '../kernel/index.ts';
import type { Locale, Translate } from '../locale/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Metrics, Readiness } from '../reports/index.ts';
import type { Resets } from '../resets/index.ts';
import type { OpenedSession, Sessions, SignedIn } from '../sessions/index.ts';
import type { Settings } from '../settings/index.ts';
import { Layout } from '../ui/index.ts';
import type { Company, User, Users } from '../users/index.ts';
import { pageFiles } from './files.ts';
import { createStills, type Drawn } from './stills.ts';

export interface PagesParts {
  config: Pick<Config, 'metricsToken'>;
  sessions: Sessions;
  resets: Resets;
  users: Users;
  passwords: Passwords;
  mail: Mail;
  settings: Settings;
  locale: Locale;
  secrets: Secrets;
  clock: Clock;
  random: Random;
  log: Log;
  meter: Meter;
  readiness: Readiness;
  metrics: Metrics;
  database: Database;
  baseUrl: string;
  trustedProxies: string[];
}

/** Who looks at a page, and in which words and whose look they see it. */
export interface Visitor {
  caller: Caller;
  me: SignedIn | undefined;
  t: Translate;
  company: Company | undefined;
}

/** In which words and whose look a page is shown. */
export type Look = Pick<Visitor, 't' | 'company'>;

export type Person = Visitor & { me: SignedIn };

export interface Screen {
  title: string;
  body: Child;
  status?: ContentfulStatusCode;
  /** What the page tells, which then gives its status. */
  refusal?: Refusal | undefined;
  scripts?: string[];
  menu?: Child;
}

/** What every page has at hand. */
export interface Kit extends PagesParts {
  site: Site;
  cookies: Cookies;
  assets: Assets;
  visitor(c: WebContext): Promise<Visitor>;
  /** Refuses `not_signed_in`, which the reader sees as the sign-in page. */
  person(c: WebContext): Promise<Person>;
  show(c: WebContext, look: Look, screen: Screen): Response | Promise<Response>;
  /**
   * Shows a page that says the same to everybody who sees it in one language and look; drawn once. What else it depends
   * on has to be in its `name`.
   */
  showStill(c: WebContext, look: Look, name: string, screen: () => Screen): Response | Promise<Response>;
  /** Gives the browser its new session; the one that it held before ends. */
  enter(c: WebContext, opened: OpenedSession): Promise<void>;
  /** The browser forgets its session, which has ended. */
  leave(c: WebContext): void;
}

export const sessionCookie = { name: 'rekey_session', path: '/' };
export const knownBrowserCookie = { name: 'rekey_browser', path: '/' };
const knownBrowserLasts = (365 * day) / second;

export function createKit(parts: PagesParts): Kit {
  const site = siteOf(parts.baseUrl);
  const cookies = createCookies(site);
  const assets = createAssets(pageFiles());
  const stills = createStills();
  const visitor = async (c: WebContext): Promise<Visitor> => {
    const me = await parts.sessions.whoIs(cookies.read(c, sessionCookie));
    const company = me?.company ?? (await parts.users.companyFor(originOf(c, site)));
    const language = me?.user.language ?? parts.locale.negotiate(c.req.header('accept-language'));
    return { me, company, t: parts.locale.in(language), caller: me ? callerOf(c, me.user) : c.get('caller') };
  };
  return {
    ...parts,
    site,
    cookies,
    assets,
    visitor,
    async person(c) {
      const { me, ...rest } = await visitor(c);
      if (!me) throw new Refusal('not_signed_in', {});
      return { me, ...rest };
    },
    show: (c, look, screen) =>
      c.html(draw(look, screen, assets), screen.refusal ? answerStatus(c, screen.refusal) : (screen.status ?? 200)),
    showStill: (c, look, name, screen) => c.html(stills(look, name, () => draw(look, screen(), assets))),
    async enter(c, opened) {
      const earlier = cookies.read(c, sessionCookie);
      cookies.write(c, sessionCookie, opened.token, (opened.endsAt - parts.clock.now()) / second);
      cookies.write(c, knownBrowserCookie, opened.knownBrowser, knownBrowserLasts);
      const held = await parts.sessions.whoIs(earlier);
      // A database that is too busy for this must not take back what was just achieved.
      if (held) await orRefusal(parts.sessions.signOut(callerOf(c, held.user), earlier), 'busy');
    },
    leave: (c) => cookies.clear(c, sessionCookie),
  };
}

function draw({ t, company }: Look, { title, body, scripts, menu }: Screen, assets: Assets): Drawn {
  const page = html`<!DOCTYPE html>${(
    <Layout t={t} company={company} title={title} asset={assets.url} menu={menu} {...(scripts && { scripts })}>
      {body}
    </Layout>
  )}`;
  return page instanceof Promise ? page : page.toString();
}

/** Where a person who is signed in belongs. */
export function homeOf(user: User): string {
  return isStaff(user.role) ? '/settings' : '/my';
}

function callerOf(c: WebContext, user: User): Caller {
  return { ...c.get('caller'), actor: { kind: 'user', id: user.id, label: user.login, role: user.role } };
}

/** Under which of its addresses the site was asked; it chooses a look and nothing else. */
function originOf(c: WebContext, site: Site): string {
  return `${site.secure ? 'https' : 'http'}://${c.req.header('host') ?? ''}`;
}
