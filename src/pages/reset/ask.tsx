import { orRefusal, safeRedirect, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { ErrorSummary, formScript, HelpInline, Icon, RefusalNotice, Rich, Submit, TextField } from '../../ui/index.ts';
import type { Kit, Look, Screen } from '../kit.tsx';
import { withRedirect } from '../with-redirect.ts';

/** What the page shows of a refused ask. Never what was typed. */
interface Shown {
  redirect: string | undefined;
  missing?: boolean;
  refusal?: Refusal;
}

export async function showAsk(kit: Kit, c: WebContext): Promise<Response> {
  const { self_service } = await kit.settings.read(kit.database.read);
  if (!self_service) throw new Refusal('self_service_off', {});
  return askPage(kit, c, { redirect: safeRedirect(c.req.query('redirect')) });
}

/** The same answer for everybody. */
export async function ask(
  kit: Kit,
  c: WebContext,
  asked: { login: string; redirect: string | undefined },
): Promise<Response> {
  const redirect = safeRedirect(asked.redirect);
  if (asked.login.trim() === '') return askPage(kit, c, { redirect, missing: true });
  const refusal = await orRefusal(kit.resets.ask(c.get('caller'), { login: asked.login, redirect }), 'limited', 'busy');
  if (refusal) return askPage(kit, c, { redirect, refusal });
  return c.redirect('/web/reset_password/sent', 303);
}

async function askPage(kit: Kit, c: WebContext, shown: Shown): Promise<Response> {
  const visitor = await kit.visitor(c);
  const isPlain = Object.values(shown).every((value) => value === undefined);
  const screen = (): Screen => askScreen(visitor.t, shown);
  return isPlain ? kit.showStill(c, visitor, 'ask', screen) : kit.show(c, visitor, screen());
}

function askScreen(t: Translate, { redirect, missing, refusal }: Shown): Screen {
  const title = t('pages.ask.title');
  const error = missing ? t('pages.ask.missing') : undefined;
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      <p class="lead">{t('pages.ask.intro')}</p>
      <RefusalNotice t={t} refusal={refusal} />
      <ErrorSummary title={t('pages.errors.title')} errors={error ? [{ field: 'login', text: error }] : []} />
      <form method="post" action="/web/reset_password">
        {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
        <TextField
          name="login"
          label={t('pages.ask.login')}
          hint={t('pages.ask.hint')}
          error={error}
          input={{
            autocomplete: 'username',
            inputmode: 'email',
            autocapitalize: 'none',
            spellcheck: 'false',
            autofocus: !error,
            required: true,
          }}
        />
        <Submit busy={t('pages.ask.busy')}>{t('pages.ask.button')}</Submit>
      </form>
      <p class="aside">
        <a href={withRedirect('/web/login', redirect)}>{t('pages.ask.back')}</a>
      </p>
    </div>
  );
  return { title, body, refusal, status: missing ? 422 : 200, scripts: [formScript] };
}

export async function showSent(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  return kit.showStill(c, visitor, 'sent', () => sentScreen(visitor));
}

function sentScreen({ t, company }: Look): Screen {
  const title = t('pages.sent.title');
  const again = <a href="/web/reset_password?ask=1">{t('pages.sent.again')}</a>;
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name="envelope" />
      </span>
      <h1>{title}</h1>
      <p>
        <Rich t={t} text="pages.sent.text" of={{ again, help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
      <p class="quiet">{t('pages.sent.careful')}</p>
      <p class="aside">
        <a href="/web/login">{t('pages.ask.back')}</a>
      </p>
    </div>
  );
  return { title, body };
}
