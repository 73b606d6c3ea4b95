import type { Child } from 'hono/jsx';
import { isMessageKey, type MessageKey, type Translate } from '../../locale/index.ts';
import type { ServerRecord, ServerSecrets } from '../../mail/index.ts';
import { errorOf, type FieldError, PasswordField, SelectField, TextField } from '../../ui/index.ts';
import { Checkbox, type Sides, TextArea, typedText } from '../parts/index.ts';
import { type Sent, shownOf } from './server-input.ts';

export interface FieldsProps {
  t: Translate;
  /** What is set; nothing where it is to be made. */
  server: ServerRecord | undefined;
  /** What stands in the fields. */
  values: Partial<Record<keyof Sent, unknown>>;
  errors: FieldError[];
  day(iso: string): string;
}

type Text = Exclude<keyof Sent, 'act' | 'version' | 'active' | 'none_confirmed'>;

/** Everything that can be set of a server. What the chosen way of signing in does not need is not shown. */
export function ServerFields(props: FieldsProps) {
  const { t } = props;
  return (
    <>
      <div class="field-columns">
        <Line {...props} name="name" hint />
        <Line {...props} name="sequence" hint input={{ inputmode: 'numeric' }} />
        <Line {...props} name="from" hint />
        <Line {...props} name="from_filter" hint />
      </div>
      <Yes {...props} name="active" />
      <h2>{t('console.server.connection')}</h2>
      <div class="field-columns">
        <Line {...props} name="smtp_host" input={{ autocapitalize: 'none', spellcheck: 'false', required: true }} />
        <Choice {...props} name="smtp_encryption" options={['starttls', 'ssl', 'none']} hint />
        <Line {...props} name="smtp_port" hint input={{ inputmode: 'numeric', 'data-port': true }} />
        <Choice {...props} name="smtp_authentication" options={['login', 'certificate', 'xoauth2']} />
      </div>
      <div class="only-none">
        <Yes {...props} name="none_confirmed" />
      </div>
      <div class="field-columns">
        <div class="not-certificate">
          <Line {...props} name="smtp_user" hint input={{ autocomplete: 'off', autocapitalize: 'none' }} />
        </div>
        <div class="only-login">
          <Secret {...props} name="smtp_pass" />
        </div>
      </div>
      <Certificate {...props} />
      <OAuth {...props} />
      <details class="more">
        <summary>{t('console.server.more')}</summary>
        <div class="field-columns">
          <Line {...props} name="max_connections" hint input={{ inputmode: 'numeric' }} />
          <Line {...props} name="max_per_minute" hint input={{ inputmode: 'numeric' }} />
        </div>
        <Lines {...props} name="authority" />
      </details>
    </>
  );
}

function Certificate(props: FieldsProps) {
  return (
    <div class="only-certificate">
      <Lines {...props} name="smtp_ssl_certificate" />
      <Lines {...props} name="smtp_ssl_private_key" />
    </div>
  );
}

function OAuth(props: FieldsProps) {
  return (
    <div class="only-xoauth2">
      <Line {...props} name="oauth_token_url" hint input={{ inputmode: 'url' }} />
      <div class="field-columns">
        <Line {...props} name="oauth_client_id" input={{ autocomplete: 'off' }} />
        <Line {...props} name="oauth_scope" hint />
        <Secret {...props} name="oauth_client_secret" />
        <Line {...props} name="oauth_expires_on" hint input={{ type: 'date' }} />
        <Secret {...props} name="oauth_refresh_token" />
      </div>
    </div>
  );
}

const texts = [
  'name',
  'sequence',
  'from',
  'from_filter',
  'smtp_host',
  'smtp_encryption',
  'smtp_port',
  'smtp_authentication',
  'smtp_user',
  'smtp_ssl_certificate',
  'oauth_token_url',
  'oauth_client_id',
  'oauth_scope',
  'oauth_expires_on',
  'max_connections',
  'max_per_minute',
  'authority',
] as const satisfies (keyof Sent)[];
const switches = ['active', 'none_confirmed'] as const satisfies (keyof Sent)[];
const secrets = [
  'smtp_pass',
  'smtp_ssl_private_key',
  'oauth_client_secret',
  'oauth_refresh_token',
] as const satisfies (keyof ServerSecrets)[];

/** Every field, as it is now and as it was sent; of the secrets, which are never shown, those that were sent. */
export function sidesOf({ t, server, sent, day }: Kept & { server: ServerRecord; sent: Sent }): Sides[] {
  const [now, entered] = [shownOf(server), shownOf(sent)];
  const words = (name: keyof Sent, value: string): string => {
    const chosen = `console.server.${name}.${value}`;
    return isMessageKey(chosen) ? t(chosen) : value;
  };
  const onOrOff = (on: boolean): string => t(on ? 'general.on' : 'general.off');
  return [
    ...texts.map((name) => ({
      label: label(t, name),
      now: words(name, now(name)),
      entered: words(name, typedText(entered(name))),
    })),
    ...switches.map((name) => ({
      label: label(t, name),
      now: onOrOff(server[name]),
      entered: onOrOff(sent[name] !== undefined),
    })),
    ...secrets
      .filter((name) => entered(name) !== '')
      .map((name) => ({
        label: label(t, name),
        now: keptWords({ t, server, day }, name) ?? '',
        entered: t('console.server.secret.again'),
      })),
  ];
}

interface Named<N> extends FieldsProps {
  name: N;
  hint?: boolean;
}

function label(t: Translate, name: keyof Sent): string {
  return t(`console.server.${name}` as MessageKey);
}

function hintOf(t: Translate, name: keyof Sent): string {
  return t(`console.server.${name}.hint` as MessageKey);
}

function Line({
  t,
  name,
  values,
  errors,
  hint,
  input = {},
}: Named<Text> & { input?: Record<string, string | boolean> }) {
  return (
    <TextField
      name={name}
      label={label(t, name)}
      hint={hint ? hintOf(t, name) : undefined}
      error={errorOf(errors, name)}
      input={{ value: shownOf(values)(name), autocomplete: 'off', ...input }}
    />
  );
}

function Lines({ t, name, values, errors, server, day }: Named<Text>) {
  const isSecret = name === 'smtp_ssl_private_key';
  return (
    <TextArea
      name={name}
      label={label(t, name)}
      hint={(isSecret ? secretWords({ t, server, values, day }, name) : undefined) ?? hintOf(t, name)}
      error={errorOf(errors, name)}
      value={isSecret ? '' : shownOf(values)(name)}
    />
  );
}

function Choice({
  t,
  name,
  values,
  errors,
  options,
  hint,
}: Named<'smtp_encryption' | 'smtp_authentication'> & { options: string[] }) {
  const chosen = shownOf(values)(name);
  return (
    <SelectField
      name={name}
      label={label(t, name)}
      hint={hint ? hintOf(t, name) : undefined}
      error={errorOf(errors, name)}
      options={options.map((value) => ({
        value,
        text: t(`console.server.${name}.${value}` as MessageKey),
        selected: value === chosen,
      }))}
    />
  );
}

function Yes({ t, name, values, errors }: Named<'active' | 'none_confirmed'>): Child {
  return (
    <Checkbox
      name={name}
      label={label(t, name)}
      hint={hintOf(t, name)}
      error={errorOf(errors, name)}
      checked={values[name] === true || values[name] === 'on'}
    />
  );
}

/** Write-only: neither what is set nor what was sent goes to the browser. */
function Secret({ t, name, values, errors, server, day }: Named<keyof ServerSecrets>) {
  const words = secretWords({ t, server, values, day }, name);
  return (
    <PasswordField
      t={t}
      name={name}
      label={label(t, name)}
      hint={words ?? (name === 'oauth_refresh_token' ? hintOf(t, name) : undefined)}
      error={errorOf(errors, name)}
      input={{ required: false, autocomplete: 'new-password' }}
    />
  );
}

type Kept = Pick<FieldsProps, 't' | 'server' | 'day'>;

/** That one was entered which could not be taken, or that one is set. */
function secretWords(props: Kept & Pick<FieldsProps, 'values'>, name: keyof ServerSecrets): string | undefined {
  return shownOf(props.values)(name) === '' ? keptWords(props, name) : props.t('console.server.secret.again');
}

function keptWords({ t, server, day }: Kept, name: keyof ServerSecrets): string | undefined {
  if (!server?.secrets.includes(name)) return undefined;
  const { secrets_changed_at: since } = server;
  return since === null ? t('console.server.secret.set') : t('console.server.secret.kept', { since: day(since) });
}
