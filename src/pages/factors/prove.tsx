import { z } from 'zod';
import {
  type AuthenticationResponseJSON,
  areAllDisowned,
  type FactorsOfUser,
  type Proof,
} from '../../factors/index.ts';
import {
  knownBrowserCookie,
  orRefusal,
  readForm,
  type Site,
  safeRedirect,
  type Web,
  type WebContext,
} from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { CheckField, formScript, HelpInline, RefusalNotice, Rich, Submit, TextField } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { passkeyScript } from '../files.ts';
import { homeOf, type Kit } from '../kit.tsx';
import { NewsNotice, takeNews } from '../notices.tsx';
import { withRedirect } from '../with-redirect.ts';
import { passkeyAnswer } from './passkey-answer.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { proveOptionsPath, provePath } from './paths.ts';
import { deviceMark, dropStep, heldStep, holdChallenge, rememberDevice, takeChallenge } from './step.ts';

const ProveForm = z.object({
  totp_token: z.string().optional(),
  passkey: z.string().optional(),
  remember: z.string().optional(),
  redirect: z.string().optional(),
});

/** After the password, or the link: the second factor. */
export function addProve(web: Web, kit: Kit): void {
  web.get(provePath, (c) => provePage(kit, c, { redirect: safeRedirect(c.req.query('redirect')) }));

  web.post(provePath, async (c) => {
    const form = readForm(c, ProveForm);
    const redirect = safeRedirect(form.redirect);
    const inside = await signedInBefore(kit, c);
    if (inside) return c.redirect(redirect ?? homeOf(inside), 303);
    const given = {
      proof: proofIn(kit, c, form),
      remember: form.remember !== undefined,
      device: deviceMark(kit, c),
      knownBrowser: kit.cookies.read(c, knownBrowserCookie),
      cameAt: c.get('cameAt'),
    };
    const proved = await orRefusal(
      kit.sessions.proveFactor(c.get('caller'), heldStep(kit, c), given),
      'not_signed_in',
      'wrong_code',
      'passkey_refused',
      'limited',
      'busy',
    );
    if (proved instanceof Refusal) return provePage(kit, c, { redirect, refusal: proved, remember: given.remember });
    dropStep(kit, c);
    if (proved.device !== undefined) rememberDevice(kit, c, proved.device);
    if (proved.session) await kit.enter(c, proved.session);
    return c.redirect(redirect ?? homeOf(proved.user), 303);
  });

  web.post(proveOptionsPath, async (c) => {
    const step = await orRefusal(kit.sessions.factorStep(heldStep(kit, c)), 'not_signed_in');
    if (step instanceof Refusal) return fromTheBeginning(c, safeRedirect(c.req.query('redirect')));
    const { options, challenge } = await kit.factors.offerPasskeySignIn(step.user);
    holdChallenge(kit, c, 'second factor', challenge);
    return c.json(options);
  });
}

/** Of two presses of the button the first one's answer was read: the step has gone with it, and the session is there. */
async function signedInBefore(kit: Kit, c: WebContext): Promise<User | undefined> {
  return heldStep(kit, c) === undefined ? (await kit.visitor(c)).me?.user : undefined;
}

function proofIn(kit: Kit, c: WebContext, { totp_token, passkey }: z.infer<typeof ProveForm>): Proof {
  if (!passkey) return { code: totp_token ?? '' };
  return {
    passkey: passkeyAnswer<AuthenticationResponseJSON>(passkey),
    challenge: takeChallenge(kit, c, 'second factor'),
  };
}

/** Too late, or another browser. */
function fromTheBeginning(c: WebContext, redirect: string | undefined): Response {
  return c.redirect(withRedirect('/web/login', redirect), 303);
}

interface Shown {
  redirect: string | undefined;
  refusal?: Refusal;
  /** Whether it was ticked. */
  remember?: boolean;
}

async function provePage(kit: Kit, c: WebContext, { redirect, refusal, remember = false }: Shown): Promise<Response> {
  const step = await orRefusal(kit.sessions.factorStep(heldStep(kit, c)), 'not_signed_in');
  if (step instanceof Refusal) return fromTheBeginning(c, redirect);
  const t = kit.locale.in(step.user.language);
  const { company } = await kit.visitor(c);
  const shutOut = areAllDisowned(step.factors);
  const title = t(shutOut ? 'factors.prove.disowned.title' : 'factors.prove.title');
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      <NewsNotice t={t} news={takeNews(kit, c)} />
      <RefusalNotice t={t} refusal={refusal} answer={false} />
      {shutOut ? (
        <p class="lead">
          <Rich t={t} text="factors.prove.disowned" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
        </p>
      ) : (
        <Ways t={t} site={kit.site} factors={step.factors} redirect={redirect} remember={remember} />
      )}
      <p class="aside">
        <a href={withRedirect('/web/login', redirect)}>{t('factors.prove.other')}</a>
      </p>
    </div>
  );
  return kit.show(c, { t, company }, { title, body, refusal, scripts: [formScript, passkeyScript] });
}

interface WaysProps {
  t: Translate;
  site: Site;
  factors: FactorsOfUser;
  redirect: string | undefined;
  remember: boolean;
}

/** Only by what opens something. */
function Ways({ t, site, factors: { totp, passkeys }, redirect, remember }: WaysProps) {
  return (
    <>
      {passkeys.some(({ disowned }) => !disowned) && (
        <PasskeyForm
          t={t}
          site={site}
          action={provePath}
          options={withRedirect(proveOptionsPath, redirect)}
          redirect={redirect}
        />
      )}
      <CodeForm t={t} totp={totp?.disowned === false} redirect={redirect} remember={remember} />
    </>
  );
}

function CodeForm({ t, totp, redirect, remember }: Pick<WaysProps, 't' | 'redirect' | 'remember'> & { totp: boolean }) {
  return (
    <form method="post" action={provePath}>
      {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
      <TextField
        name="totp_token"
        label={t(totp ? 'factors.prove.code' : 'factors.prove.recovery')}
        hint={totp ? t('factors.prove.code.hint') : undefined}
        input={{
          autocomplete: 'one-time-code',
          autofocus: true,
          required: true,
          spellcheck: 'false',
          autocapitalize: 'none',
        }}
      />
      <CheckField name="remember" label={t('factors.prove.remember')} input={{ checked: remember }} />
      <Submit busy={t('pages.sign_in.busy')}>{t('factors.prove.button')}</Submit>
    </form>
  );
}
