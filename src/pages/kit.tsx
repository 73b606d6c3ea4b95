import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiKeys } from '../api-keys/index.ts';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import {
  type Assets,
  answerReady,
  answerStatus,
  createAssets,
  createVisitors,
  leadsBack,
  makeReady,
  type Ready,
  safeRedirect,
  type Visitor,
  type Visitors,
  type Web,
  type WebContext,
} from '../http/index.ts';
import { type Clock, isStaff, type Log, type Meter, type Random, type Refusal, type Secrets } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Metrics, Readiness } from '../reports/index.ts';
import type { Resets } from '../resets/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Settings } from '../settings/index.ts';
import { Layout, pageText, type Theme, themeCookie, themeOf } from '../ui/index.ts';
import type { User, Users } from '../users/index.ts';
import { pageFiles } from './files.ts';
import { createStills } from './stills.ts';

export interface PagesParts {
  config: Pick<Config, 'metricsToken' | 'trustedProxies'>;
  sessions: Sessions;
  apiKeys: ApiKeys;
  factors: Factors;
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

/** In which words and whose look a page is shown. */
export type Look = Pick<Visitor, 't' | 'company'> & Partial<Pick<Visitor, 'mayChooseLanguage'>>;

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
export interface Kit extends PagesParts, Visitors {
  assets: Assets;
  show(c: WebContext, look: Look, screen: Screen): Response | Promise<Response>;
  /**
   * Shows a page that says the same to everybody who sees it in one language and look; drawn once. What else it depends
   * on has to be in its `name`.
   */
  showStill(c: WebContext, look: Look, name: string, screen: () => Screen): Response | Promise<Response>;
}

export function createKit(web: Web, parts: PagesParts): Kit {
  const assets = createAssets(pageFiles());
  const stills = createStills();
  const visitors = createVisitors(parts);
  const dress = (c: WebContext, { t, company, mayChooseLanguage }: Look): Dress => ({
    t,
    company,
    theme: themeOf(visitors.cookies.read(c, themeCookie)),
    languages: mayChooseLanguage ? comeBackTo(web, c) : undefined,
  });
  return {
    ...parts,
    ...visitors,
    assets,
    show: async (c, look, screen) =>
      c.html(
        await draw(dress(c, look), screen, assets),
        screen.refusal ? answerStatus(c, screen.refusal) : (screen.status ?? 200),
      ),
    async showStill(c, look, name, screen) {
      const dressed = dress(c, look);
      const { theme, languages = '' } = dressed;
      const drawn = async (): Promise<Ready> => makeReady(visitors.site, await draw(dressed, screen(), assets));
      return answerReady(c, await stills(look, `${name} ${theme} ${languages}`, drawn));
    },
  };
}

/** All that is around a page's body. */
interface Dress extends Pick<Visitor, 't' | 'company'> {
  theme: Theme;
  /** Where a reader who chooses another language comes back to; nothing where the language is the person's own. */
  languages: string | undefined;
}

function draw(
  { t, company, theme, languages }: Dress,
  { title, body, scripts, menu }: Screen,
  assets: Assets,
): Promise<string> {
  return pageText(
    <Layout
      t={t}
      company={company}
      title={title}
      theme={theme}
      asset={assets.url}
      menu={menu}
      languages={languages}
      {...(scripts && { scripts })}
    >
      {body}
    </Layout>,
  );
}

/** This page once more. Of what stands behind its path only what the pages themselves put there: never a token. */
function comeBackTo(web: Web, c: WebContext): string {
  const path = leadsBack(web, c) ? c.req.path : '/';
  const redirect = safeRedirect(c.req.query('redirect'));
  const kept = new URLSearchParams({
    ...(redirect !== undefined && { redirect }),
    ...(c.req.query('ask') !== undefined && { ask: '1' }),
  });
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/** Where a person who is signed in belongs. */
export function homeOf(user: User): string {
  return isStaff(user.role) ? '/settings' : '/my';
}
