import { encode } from 'uqr';
import type { DrawnCodes, TotpOffer } from '../../factors/index.ts';
import { factorsPath, type Person, passwordFirst, safeRedirect, type WebContext } from '../../http/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { formScript, Notice, RefusalNotice, Submit, TextField } from '../../ui/index.ts';
import { EndedWithFactorsList } from '../ended-list.tsx';
import { passkeyScript } from '../files.ts';
import type { Kit } from '../kit.tsx';
import { NewsNotice, takeNews } from '../notices.tsx';
import { withRedirect } from '../with-redirect.ts';
import { App, Codes, Devices, Passkeys } from './factor-sections.tsx';
import { MyMenu } from './menu.tsx';

/** Where the reader was going who was led here first: every page on the way to the first factor keeps it. */
export function wantedIn(c: WebContext): string | undefined {
  return safeRedirect(c.req.query('redirect'));
}

export async function overview(kit: Kit, c: WebContext, person: Person, refusal?: Refusal): Promise<Response> {
  const { t, me } = person;
  const first = passwordFirst(c, person, kit.clock.now());
  if (first) return first;
  const factors = await kit.factors.of(kit.database.read, me.user.id);
  const wanted = wantedIn(c);
  const body = (
    <div class="sheet sheet-middle">
      <h1>{t('factors.own.title')}</h1>
      <NewsNotice t={t} news={takeNews(kit, c)} />
      <RefusalNotice t={t} refusal={refusal} />
      {me.factorMissing && <Notice kind="warning" title={t('factors.own.demanded')} />}
      <p class="lead">{t('factors.own.text')}</p>
      {!factors.totp && factors.passkeys.length === 0 && <p>{t('factors.own.first')}</p>}
      <App t={t} factors={factors} wanted={wanted} />
      <Passkeys t={t} site={kit.site} factors={factors} wanted={wanted} timeZone={me.user.timeZone} />
      <Codes t={t} factors={factors} />
      <Devices t={t} factors={factors} />
    </div>
  );
  return show(kit, c, person, { title: t('factors.own.title'), body, refusal });
}

/** What the app scans, or takes by hand. */
export function appPage(
  kit: Kit,
  c: WebContext,
  person: Person,
  { offer, refusal }: { offer: TotpOffer; refusal?: Refusal },
): Response | Promise<Response> {
  const { t } = person;
  // No recovery code counts here, of which the refusal speaks, too.
  const wrong = refusal?.is('wrong_code') ? t('factors.app.wrong') : undefined;
  const body = (
    <div class="sheet">
      <h1>{t('factors.app.title')}</h1>
      {!wrong && <RefusalNotice t={t} refusal={refusal} answer={false} />}
      <ol>
        <li>{t('factors.app.scan')}</li>
        <li>{t('factors.app.type')}</li>
      </ol>
      <figure class="qr">
        <QrCode text={offer.uri} label={t('factors.app.picture')} />
        <figcaption>
          {t('factors.app.secret')} <code dir="ltr">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </figcaption>
      </figure>
      <form method="post" action={withRedirect(`${factorsPath}/app/confirm`, wantedIn(c))}>
        <TextField
          name="totp_token"
          label={t('factors.prove.code')}
          error={wrong}
          input={{ autocomplete: 'one-time-code', inputmode: 'numeric', autofocus: true, required: true }}
        />
        <Submit busy={t('pages.sign_in.busy')}>{t('factors.app.button')}</Submit>
      </form>
    </div>
  );
  return show(kit, c, person, { title: t('factors.app.title'), body, refusal });
}

/** Drawn in the page itself: the secret is in no address of its own. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: 2 });
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x},${y}h1v1h-1z` : [])));
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="200" height="200">
      <path d={dots.join('')} />
    </svg>
  );
}

/** Shown once. */
export function codesPage(
  kit: Kit,
  c: WebContext,
  person: Person,
  { codes, ended }: DrawnCodes,
): Response | Promise<Response> {
  const { t } = person;
  const body = (
    <div class="sheet">
      <h1>{t('factors.codes.title')}</h1>
      <Notice kind="success" title={t('factors.codes.done')}>
        <EndedWithFactorsList t={t} ended={ended} />
      </Notice>
      <p class="lead">{t('factors.codes.text')}</p>
      <ul class="codes" dir="ltr">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="actions">
        <a class="button button-primary" href={wantedIn(c) ?? factorsPath}>
          {t('factors.codes.kept')}
        </a>
      </p>
    </div>
  );
  return show(kit, c, person, { title: t('factors.codes.title'), body });
}

function show(
  kit: Kit,
  c: WebContext,
  person: Person,
  { title, body, refusal }: Pick<Parameters<Kit['show']>[2], 'title' | 'body' | 'refusal'>,
): Response | Promise<Response> {
  const { t, me } = person;
  const menu = <MyMenu t={t} role={me.user.role} current="security" />;
  return kit.show(c, person, { title, body, menu, refusal, scripts: [formScript, passkeyScript] });
}
