import { z } from 'zod';
import type { KeyRecord, NewKey } from '../../api-keys/index.ts';
import { day, type Refusal, type Role, type Scope, scopes, scopesFor } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Address, Notice, SelectField, Submit, TextField } from '../../ui/index.ts';
import { Checkbox } from '../parts/index.ts';

/** How long a new key may live, in days. */
const lives = ['30', '90', '180', '365'] as const;

const scopeFields = Object.fromEntries(scopes.map((scope) => [scope, z.literal('on').optional()])) as Record<
  Scope,
  z.ZodOptional<z.ZodLiteral<'on'>>
>;

export const NewKeyForm = z.object({ name: z.string(), days: z.enum(lives), ...scopeFields });
export type NewKeyInput = z.infer<typeof NewKeyForm>;

export function wantedBy(form: NewKeyInput, now: number): NewKey {
  const wanted = scopes.filter((scope) => form[scope] === 'on');
  return { name: form.name, scopes: wanted, expiresAt: now + Number(form.days) * day };
}

interface Props {
  t: Translate;
  path: string;
  role: Role;
  form: NewKeyInput | undefined;
  refused: Refusal | undefined;
}

/** What a new key is for, what it may do, and until when. */
export function NewKeyFields({ t, path, role, form, refused }: Props) {
  const wrong = refused?.is('malformed') ? refused.details.field : undefined;
  return (
    <form method="post" action={path} class="form-narrow">
      <TextField
        name="name"
        label={t('console.api_keys.name')}
        hint={t('console.api_keys.name.hint')}
        error={wrong === 'name' ? t('console.api_keys.name.wrong') : undefined}
        input={{ value: form?.name ?? '', required: true, maxlength: '100', autocomplete: 'off' }}
      />
      <fieldset class="field">
        <legend>{t('console.api_keys.scopes')}</legend>
        {wrong === 'scopes' && <p class="error">{t('console.api_keys.scopes.wrong')}</p>}
        {scopesFor(role).map((scope) => (
          <Checkbox name={scope} label={scope} hint={t(`api_keys.scope.${scope}`)} checked={form?.[scope] === 'on'} />
        ))}
      </fieldset>
      <SelectField
        name="days"
        label={t('console.api_keys.days')}
        hint={t('console.api_keys.days.hint')}
        options={lives.map((days) => ({
          value: days,
          text: t.duration(Number(days) * day),
          selected: days === (form?.days ?? '90'),
        }))}
      />
      <Submit busy={t('console.api_keys.making')}>{t('console.api_keys.make')}</Submit>
    </form>
  );
}

/** The one time that a key is seen. */
export function MadeKey({ t, made }: { t: Translate; made: { key: string; record: KeyRecord } }) {
  return (
    <Notice kind="success" title={t('console.api_keys.made', { name: made.record.name })}>
      <p>
        <code>
          <Address address={made.key} />
        </code>
      </p>
      <p>{t('console.api_keys.made.once')}</p>
    </Notice>
  );
}
