import { encode } from 'uqr';
import { z } from 'zod';
import type { FactorsOfUser, RegistrationResponseJSON, TotpOffer } from '../../factors/index.ts';
import {
  factorsPath,
  orRefusal,
  type Person,
  passwordFirst,
  readForm,
  type Site,
  safeRedirect,
  type Web,
  type WebContext,
} from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import { formScript, Notice, RefusalNotice, Submit, TextField } from '../../ui/index.ts';
import { passkeyAnswer } from '../factors/passkey-answer.ts';
import { PasskeyForm } from '../factors/passkey-form.tsx';
import { holdChallenge, takeChallenge } from '../factors/step.ts';
import { passkeyScript } from '../files.ts';
import type { Kit } from '../kit.tsx';
import { withRedirect } from '../with-redirect.ts';
import { MyMenu } from './menu.tsx';

const path = factorsPath;

const CodeForm = z.object({ totp_token: z.string() });
const PasskeyAnswer = z.object({ passkey: z.string(), name: z.string().default('') });
const RemoveForm = z.object({ remove: z.string() });

/** One's own second factors. Everything here is risky, so the password comes first. */
export function addTwoFactor(web: Web, kit: Kit): void {
  const act = (where: string, handle: (c: WebContext, person: Person) => Promise<Response>): void => {
    web.post(where, async (c) => {
      const person = await kit.person(c);
      return passwordFirst(c, person, kit.clock.now()) ?? handle(c, person);
    });
  };

  web.get(path, async (c) => overview(kit, c, await kit.person(c)));

  act(`${path}/app`, async (c, person) => {
    const offer = await kit.factors.offerTotp(person.caller);
    return appPage(kit, c, person, { offer });
  });

  act(`${path}/app/confirm`, async (c, person) => {
    const { totp_token } = readForm(c, CodeForm);
    const codes = await orRefusal(
      kit.factors.confirmTotp(person.caller, totp_token.replace(/\s/g, '')),
      'wrong_code',
      'limited',
      'app_offered_elsewhere',
    );
    if (codes instanceof Refusal && codes.is('app_offered_elsewhere')) return overview(kit, c, person, codes);
    if (codes instanceof Refusal)
      return appPage(kit, c, person, { offer: await kit.factors.waitingTotp(person.caller), refusal: codes });
    return codesPage(kit, c, person, codes);
  });

  act(`${path}/codes`, async (c, person) => {
    const codes = await orRefusal(kit.factors.drawRecoveryCodes(person.caller), 'limited');
    return codes instanceof Refusal ? overview(kit, c, person, codes) : codesPage(kit, c, person, codes);
  });

  act(`${path}/passkeys/options`, async (c, { caller }) => {
    const { options, challenge } = await kit.factors.offerPasskey(caller);
    holdChallenge(kit, c, challenge);
    return c.json(options);
  });

  act(`${path}/passkeys`, async (c, person) => {
    const { passkey, name } = readForm(c, PasskeyAnswer);
    const response = passkeyAnswer<RegistrationResponseJSON>(passkey);
    const answer = { response, challenge: takeChallenge(kit, c), name };
    const added = await orRefusal(kit.factors.addPasskey(person.caller, answer), 'passkey_refused', 'limited');
    if (added instanceof Refusal) return overview(kit, c, person, added);
    return added.recoveryCodes ? codesPage(kit, c, person, added.recoveryCodes) : c.redirect(path, 303);
  });

  act(`${path}/remove`, async (c, person) => {
    const { remove } = readForm(c, RemoveForm);
    const removed = await orRefusal(removeOne(kit, person, remove), 'limited');
    return removed instanceof Refusal ? overview(kit, c, person, removed) : c.redirect(path, 303);
  });
}

/** Where the reader was going who was led here first: every page on the way to the first factor keeps it. */
function wantedIn(c: WebContext): string | undefined {
  return safeRedirect(c.req.query('redirect'));
}

async function removeOne({ factors }: Kit, { caller }: Person, which: string): Promise<void> {
  if (which === 'app') await factors.removeTotp(caller);
  else if (which === 'devices') await factors.forgetDevices(caller);
  else await factors.removePasskey(caller, which);
}

async function overview(kit: Kit, c: WebContext, person: Person, refusal?: Refusal): Promise<Response> {
  const { t, me } = person;
  const first = passwordFirst(c, person, kit.clock.now());
  if (first) return first;
  const factors = await kit.factors.of(kit.database.read, me.user.id);
  const wanted = wantedIn(c);
  const body = (
    <div class="sheet sheet-middle">
      <h1>{t('factors.own.title')}</h1>
      <RefusalNotice t={t} refusal={refusal} />
      {me.factorMissing && <Notice kind="warning" title={t('factors.own.demanded')} />}
      <p class="lead">{t('factors.own.text')}</p>
      <App t={t} factors={factors} wanted={wanted} />
      <Passkeys t={t} site={kit.site} factors={factors} wanted={wanted} timeZone={me.user.timeZone} />
      <Codes t={t} factors={factors} />
      <Devices t={t} factors={factors} />
    </div>
  );
  return show(kit, c, person, { body, refusal });
}

interface PartProps {
  t: Translate;
  factors: FactorsOfUser;
}

type AddingProps = PartProps & { wanted: string | undefined };
type PasskeysProps = AddingProps & { site: Site; timeZone: string };

function App({ t, factors: { totp }, wanted }: AddingProps) {
  return (
    <section>
      <h2>{t('factors.own.app')}</h2>
      <p>{t(appText(totp))}</p>
      {totp ? (
        <Remove t={t} what="app" label={t('factors.own.app.remove')} />
      ) : (
        <form method="post" action={withRedirect(`${path}/app`, wanted)}>
          <Submit kind="secondary">{t('factors.own.app.add')}</Submit>
        </form>
      )}
    </section>
  );
}

function appText(totp: FactorsOfUser['totp']): MessageKey {
  if (totp?.disowned) return 'factors.own.disowned';
  return totp ? 'factors.own.app.on' : 'factors.own.app.off';
}

function Passkeys({ t, site, factors: { passkeys }, wanted, timeZone }: PasskeysProps) {
  return (
    <section>
      <h2>{t('factors.own.passkeys')}</h2>
      <p>{t('factors.own.passkeys.text')}</p>
      <ul class="plain-list">
        {passkeys.map(({ id, name, createdAt, lastUsedAt, disowned }) => (
          <li>
            <strong>
              <bdi>{name}</bdi>
            </strong>{' '}
            <span class="quiet">
              {t('factors.own.passkeys.since', { at: t.moment(createdAt, timeZone) })}
              {lastUsedAt !== undefined &&
                ` · ${t('factors.own.passkeys.used', { at: t.moment(lastUsedAt, timeZone) })}`}
            </span>
            {disowned && <p>{t('factors.own.disowned')}</p>}
            <Remove t={t} what={id} label={t('factors.own.passkeys.remove', { name })} />
          </li>
        ))}
      </ul>
      <PasskeyForm
        t={t}
        site={site}
        action={withRedirect(`${path}/passkeys`, wanted)}
        options={`${path}/passkeys/options`}
        create
        fields={
          <TextField
            name="name"
            label={t('factors.own.passkeys.name')}
            hint={t('factors.own.passkeys.name.hint')}
            input={{ maxlength: '60', autocomplete: 'off' }}
          />
        }
      />
    </section>
  );
}

function Codes({ t, factors: { totp, passkeys, recoveryCodes } }: PartProps) {
  if (!totp && passkeys.length === 0) return null;
  return (
    <section>
      <h2>{t('factors.own.codes')}</h2>
      <p>{t('factors.own.codes.left', { count: recoveryCodes })}</p>
      <form method="post" action={`${path}/codes`}>
        <Submit kind="secondary">{t('factors.own.codes.draw')}</Submit>
      </form>
    </section>
  );
}

function Devices({ t, factors: { rememberedDevices } }: PartProps) {
  if (rememberedDevices === 0) return null;
  return (
    <section>
      <h2>{t('factors.own.devices')}</h2>
      <p>{t('factors.own.devices.count', { count: rememberedDevices })}</p>
      <Remove t={t} what="devices" label={t('factors.own.devices.forget')} />
    </section>
  );
}

function Remove({ what, label }: { t: Translate; what: string; label: string }) {
  return (
    <form method="post" action={`${path}/remove`}>
      <Submit kind="danger" name="remove" value={what}>
        {label}
      </Submit>
    </form>
  );
}

/** What the app scans, or takes by hand. */
function appPage(
  kit: Kit,
  c: WebContext,
  person: Person,
  { offer, refusal }: { offer: TotpOffer; refusal?: Refusal },
): Response | Promise<Response> {
  const { t } = person;
  const body = (
    <div class="sheet">
      <h1>{t('factors.app.title')}</h1>
      <RefusalNotice t={t} refusal={refusal} answer={false} />
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
      <form method="post" action={withRedirect(`${path}/app/confirm`, wantedIn(c))}>
        <TextField
          name="totp_token"
          label={t('factors.prove.code')}
          input={{ autocomplete: 'one-time-code', inputmode: 'numeric', autofocus: true, required: true }}
        />
        <Submit busy={t('pages.sign_in.busy')}>{t('factors.app.button')}</Submit>
      </form>
    </div>
  );
  return show(kit, c, person, { body, refusal });
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
function codesPage(kit: Kit, c: WebContext, person: Person, codes: string[]): Response | Promise<Response> {
  const { t } = person;
  const body = (
    <div class="sheet">
      <h1>{t('factors.codes.title')}</h1>
      <Notice kind="success" title={t('factors.codes.done')} />
      <p class="lead">{t('factors.codes.text')}</p>
      <ul class="codes" dir="ltr">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="actions">
        <a class="button button-primary" href={wantedIn(c) ?? path}>
          {t('factors.codes.kept')}
        </a>
      </p>
    </div>
  );
  return show(kit, c, person, { body });
}

function show(
  kit: Kit,
  c: WebContext,
  person: Person,
  { body, refusal }: { body: Parameters<Kit['show']>[2]['body']; refusal?: Refusal | undefined },
): Response | Promise<Response> {
  const { t, me } = person;
  const menu = <MyMenu t={t} role={me.user.role} current="security" />;
  const title = t('factors.own.title');
  return kit.show(c, person, { title, body, menu, refusal, scripts: [formScript, passkeyScript] });
}
