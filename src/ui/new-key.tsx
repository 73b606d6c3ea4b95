import { z } from 'zod';
import type { KeyRecord, NewKey } from '../api-keys/index.ts';
import { day, type Refusal, type Role, type Scope, scopes, scopesFor } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { Address } from './address.tsx';
import { Submit } from './buttons.tsx';
import { CheckField, ErrorSummary, errorOf, type FieldError, SelectField, TextField } from './fields.tsx';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';

/** How long a new key may live, in days. */
const lives = ['30', '90', '180', '365'] as const;

const ticked = z.literal('on').optional();
const scopeFields = Object.fromEntries(scopes.map((scope) => [scope, ticked])) as Record<Scope, typeof ticked>;

/** What `NewKeyFields` send. */
export const NewKeyForm = z.object({ name: z.string(), days: z.enum(lives), ...scopeFields });
export type NewKeyInput = z.infer<typeof NewKeyForm>;

/** The key that a form asks for. */
export function wantedBy(form: NewKeyInput, now: number): NewKey {
  const wanted = scopes.filter((scope) => form[scope] !== undefined);
  return { name: form.name, scopes: wanted, expiresAt: now + Number(form.days) * day };
}

interface NewKeyProps {
  t: Translate;
  /** Of whoever makes the key: they are offered what it lets a key do. */
  role: Role;
  form: NewKeyInput | undefined;
  refused: Refusal | undefined;
}

/** What a new API key is for, what it may do, and until when. */
export function NewKeyFields({ t, role, form, refused }: NewKeyProps) {
  const offered = scopesFor(role);
  const errors = errorsOf(t, offered, refused);
  const scopesError = errorOf(errors, offered[0] ?? '');
  return (
    <>
      <ErrorSummary title={t('pages.errors.title')} errors={errors} />
      <TextField
        name="name"
        label={t('api_keys.name')}
        hint={t('api_keys.name.hint')}
        error={errorOf(errors, 'name')}
        input={{ value: form?.name ?? '', required: true, maxlength: '100', autocomplete: 'off' }}
      />
      <fieldset class="field" aria-describedby={scopesError && 'scopes-error'}>
        <legend>{t('api_keys.scopes')}</legend>
        {scopesError && (
          <p class="error" id="scopes-error">
            <Icon name="warning" />
            <span>{scopesError}</span>
          </p>
        )}
        {offered.map((scope) => (
          <CheckField
            name={scope}
            label={
              <>
                {t(`api_keys.scope.${scope}`)} <code dir="ltr">{scope}</code>
              </>
            }
            input={{ checked: form?.[scope] !== undefined }}
          />
        ))}
      </fieldset>
      <SelectField
        name="days"
        label={t('api_keys.days')}
        hint={t('api_keys.days.hint')}
        options={lives.map((days) => ({
          value: days,
          text: t.duration(Number(days) * day),
          selected: days === (form?.days ?? '90'),
        }))}
      />
      <Submit busy={t('api_keys.making')}>{t('api_keys.make')}</Submit>
    </>
  );
}

/** What is wrong with the scopes leads to the first of them. */
function errorsOf(t: Translate, offered: Scope[], refused: Refusal | undefined): FieldError[] {
  const wrong = refused?.is('malformed') ? refused.details.field : undefined;
  if (wrong === 'name') return [{ field: 'name', text: t('api_keys.name.wrong') }];
  return wrong === 'scopes' ? [{ field: offered[0] ?? '', text: t('api_keys.scopes.wrong') }] : [];
}

/** The one time that a key is seen. */
export function MadeKey({ t, made }: { t: Translate; made: { key: string; record: KeyRecord } }) {
  return (
    <Notice kind="success" title={t('api_keys.made', { name: made.record.name })} answer>
      <p>
        <code dir="ltr">
          <Address address={made.key} />
        </code>
      </p>
      <p>{t('api_keys.made.once')}</p>
    </Notice>
  );
}
