import { z } from 'zod';
import {
  knownBrowserCookie,
  orRefusal,
  readForm,
  type Site,
  safeRedirect,
  type Visitor,
  type Web,
  type WebContext,
} from '../http/index.ts';
import { minute, Refusal, second } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { isFactorDue } from '../sessions/index.ts';
import type { Challenge } from '../throttle/index.ts';
import { formScript, HelpInline, PasswordField, RefusalNotice, Rich, Submit, TextField } from '../ui/index.ts';
import { answerIn, ChallengeFields, challengeFields, challengeIn } from './challenge.tsx';
import { addPasskeySignIn, PasskeySignIn } from './factors/passkey-sign-in.tsx';
import { provePath } from './factors/paths.ts';
import { deviceMark, heldStep, holdStep } from './factors/step.ts';
import { challengeScript, passkeyScript } from './files.ts';
import { leadOn, showsCookies } from './keeps-cookies.ts';
import { homeOf, type Kit, type Look, type Screen } from './kit.tsx';
import { type News, NewsNotice, takeNews } from './notices.tsx';
import { withRedirect } from './with-redirect.ts';

const SignInForm = z.object({
  login: z.string(),
  password: z.string(),
  redirect: z.string().optional(),
  ...challengeFields,
});

/** What the form itself tells. */
const shownHere = ['wrong_credentials', 'limited', 'busy', 'challenge_needed'] as const;

interface Shown {
  login?: string;
  redirect: string | undefined;
  refusal?: Refusal;
  news?: News | undefined;
  challenge?: Challenge | undefined;
}

export function addSignIn(web: Web, kit: Kit): void {
  web.get('/', async (c) => {
    const { me } = await kit.visitor(c);
    return c.redirect(me ? homeOf(me.user) : '/web/login', 303);
  });

  web.get('/web/login', async (c) => {
    const visitor = await kit.visitor(c);
    const redirect = safeRedirect(c.req.query('redirect'));
    if (visitor.me) return c.redirect(redirect ?? homeOf(visitor.me.user), 303);
    if (showsCookies(c, 'sign_in') && heldStep(kit, c)) return c.redirect(withRedirect(provePath, redirect), 303);
    return signInPage(kit, c, visitor, { redirect, news: takeNews(kit, c) });
  });

  web.post('/web/login', async (c) => {
    const { login, password, redirect: asked, ...rest } = readForm(c, SignInForm);
    const redirect = safeRedirect(asked);
    const knownBrowser = kit.cookies.read(c, knownBrowserCookie);
    const held = { knownBrowser, device: deviceMark(kit, c), step: heldStep(kit, c) };
    const input = { login, password, ...held, challenge: answerIn(rest) };
    const opened = await orRefusal(kit.sessions.signIn(c.get('caller'), input), ...shownHere);
    if (opened instanceof Refusal) {
      return signInPage(kit, c, await kit.visitor(c), { login, redirect, refusal: opened });
    }
    if (isFactorDue(opened)) {
      holdStep(kit, c, opened.factorDue);
      return leadOn(c, withRedirect(provePath, redirect), withRedirect('/web/login', redirect));
    }
    await kit.enter(c, opened);
    return leadOn(c, redirect ?? homeOf(opened.user), withRedirect('/web/login', redirect));
  });

  addPasskeySignIn(web, kit, async (c, redirect, refusal) =>
    signInPage(kit, c, await kit.visitor(c), { redirect, refusal }),
  );
}

async function signInPage(kit: Kit, c: WebContext, visitor: Visitor, what: Shown): Promise<Response> {
  const { self_service } = await kit.settings.read(kit.database.read);
  const challenge = challengeIn(what.refusal) ?? (await kit.sessions.signInChallenge(visitor.caller));
  const shown = { ...what, challenge };
  const screen = (): Screen => signInScreen(visitor, kit.site, self_service, shown);
  const isPlain = Object.values(shown).every((value) => value === undefined);
  return isPlain ? kit.showStill(c, visitor, `sign_in ${self_service}`, screen) : kit.show(c, visitor, screen());
}

function signInScreen({ t, company }: Look, site: Site, selfService: boolean, shown: Shown): Screen {
  const title = t('pages.sign_in.title');
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      <NewsNotice t={t} news={shown.news} />
      <RefusalNotice t={t} refusal={shown.refusal} answer={false} />
      {selfService && isHeldBack(shown.refusal) && <p>{t('pages.sign_in.reset_instead')}</p>}
      <SignInFields t={t} shown={shown} />
      <PasskeySignIn t={t} site={site} redirect={shown.redirect} />
      <p class="aside">
        {selfService ? (
          <a href={withRedirect('/web/reset_password', shown.redirect)}>{t('pages.sign_in.reset')}</a>
        ) : (
          <Rich t={t} text="pages.sign_in.by_staff" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
        )}
      </p>
    </div>
  );
  return {
    title,
    body,
    refusal: shown.refusal,
    scripts: [...(shown.challenge ? [challengeScript] : []), formScript, passkeyScript],
  };
}

/**
 * What counts against a name is waited for longer than what counts against a source, and not in a browser in which a new
 * password was set.
 */
function isHeldBack(refusal: Refusal | undefined): boolean {
  return refusal?.is('limited') === true && refusal.details.retryAfter * second > minute;
}

function SignInFields({ t, shown: { login, redirect, challenge } }: { t: Translate; shown: Shown }) {
  const begin = login ? 'password' : 'login';
  return (
    <form method="post" action="/web/login">
      {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
      <ChallengeFields challenge={challenge} />
      <TextField
        name="login"
        label={t('pages.sign_in.login')}
        input={{
          value: login,
          autofocus: begin === 'login',
          autocomplete: 'username',
          autocapitalize: 'none',
          spellcheck: 'false',
          required: true,
        }}
      />
      <PasswordField
        t={t}
        name="password"
        label={t('pages.sign_in.password')}
        input={{ autocomplete: 'current-password', autofocus: begin === 'password' }}
      />
      <Submit busy={t('pages.sign_in.busy')}>{t('pages.sign_in.button')}</Submit>
    </form>
  );
}
