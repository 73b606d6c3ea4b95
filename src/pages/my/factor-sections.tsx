import type { FactorsOfUser } from '../../factors/index.ts';
import { factorsPath, type Site } from '../../http/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import { Submit, TextField } from '../../ui/index.ts';
import { PasskeyForm } from '../factors/passkey-form.tsx';
import { withRedirect } from '../with-redirect.ts';

/* What somebody has of second factors, section by section, and what can be done about each. */

interface Props {
  t: Translate;
  factors: FactorsOfUser;
}

type AddingProps = Props & { wanted: string | undefined };
type PasskeysProps = AddingProps & { site: Site; timeZone: string };

export function App({ t, factors: { totp }, wanted }: AddingProps) {
  return (
    <section>
      <h2>{t('factors.own.app')}</h2>
      <p>{t(appText(totp))}</p>
      {totp ? (
        <Remove t={t} what="app" label={t('factors.own.app.remove')} />
      ) : (
        <form method="post" action={withRedirect(`${factorsPath}/app`, wanted)}>
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

export function Passkeys({ t, site, factors: { passkeys }, wanted, timeZone }: PasskeysProps) {
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
        action={withRedirect(`${factorsPath}/passkeys`, wanted)}
        options={withRedirect(`${factorsPath}/passkeys/options`, wanted)}
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

export function Codes({ t, factors: { totp, passkeys, recoveryCodes } }: Props) {
  if (!totp && passkeys.length === 0) return null;
  return (
    <section>
      <h2>{t('factors.own.codes')}</h2>
      <p>{t('factors.own.codes.left', { count: recoveryCodes })}</p>
      <form method="post" action={`${factorsPath}/codes`}>
        <Submit kind="secondary">{t('factors.own.codes.draw')}</Submit>
      </form>
    </section>
  );
}

export function Devices({ t, factors: { rememberedDevices } }: Props) {
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
    <form method="post" action={`${factorsPath}/remove`}>
      <Submit kind="danger" name="remove" value={what}>
        {label}
      </Submit>
    </form>
  );
}
