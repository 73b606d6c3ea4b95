import { z } from 'zod';
import { type Caller, mayGive, type Refusal, type Role, roles } from '../../kernel/index.ts';
import { languages, type Translate } from '../../locale/index.ts';
import { errorOf, type FieldError, SelectField, TextField, titleOf } from '../../ui/index.ts';
import type { Company, UserChange } from '../../users/index.ts';
import { Checkbox, Radios } from '../parts/index.ts';
import { languageText, roleText } from '../users/words.ts';

/** What a user's form may send; a tab that is not shown sends none of its fields. */
export const userFields = {
  name: z.string().optional(),
  login: z.string().optional(),
  email: z.string().optional(),
  role: z.enum(roles).optional(),
  company: z.string().optional(),
  language: z.string().optional(),
  time_zone: z.string().optional(),
  share_email: z.string().optional(),
};

export type Typed = z.infer<z.ZodObject<typeof userFields>>;

export function toChange({ name, login, email, role, company, language, time_zone: timeZone }: Typed): UserChange {
  return { name, login, email, role, company, language, timeZone };
}

const fieldOf: Partial<Record<Refusal['code'], string>> = {
  name_missing: 'name',
  login_missing: 'login',
  login_malformed: 'login',
  login_taken: 'login',
  email_malformed: 'email',
  email_shared: 'email',
  email_of_greater: 'email',
  email_is_login: 'email',
  login_is_email: 'login',
  no_address: 'email',
};

/** What is wrong with which field; nothing where a refusal is not a field's. */
export function fieldErrors(t: Translate, refusal: Refusal | undefined): FieldError[] {
  const field = refusal && fieldOf[refusal.code];
  return field ? [{ field, text: titleOf(t, refusal) }] : [];
}

interface Shown {
  t: Translate;
  value: Typed;
  refusal?: Refusal | undefined;
}

/** As long as a user's may be. */
const short = { maxlength: '254', autocomplete: 'off' };

/** Who it is and how letters reach them. */
export function IdentityFields({ t, value, refusal }: Shown) {
  const errors = fieldErrors(t, refusal);
  const field = (name: 'name' | 'login' | 'email') => ({
    name,
    label: t(`users.${name}`),
    error: errorOf(errors, name),
  });
  return (
    <div class="field-columns">
      <TextField {...field('name')} input={{ ...short, value: value.name, required: true }} />
      <TextField
        {...field('login')}
        input={{ ...short, value: value.login, required: true, autocapitalize: 'none', spellcheck: 'false' }}
      />
      <TextField {...field('email')} input={{ ...short, value: value.email, inputmode: 'email' }} />
      {refusal?.is('email_shared') && (
        <Checkbox
          name="share_email"
          label={t('user.share_email')}
          hint={t('user.share_email.hint')}
          checked={value.share_email !== undefined}
        />
      )}
    </div>
  );
}

/** The roles, each with what it may do; only those that this caller may give to this user. */
export function RoleField(props: { t: Translate; value: Role; caller: Caller; to?: { id: string; role: Role } }) {
  const { t, value, caller, to } = props;
  const options = roles
    .filter((role) => role === value || mayGive(caller, role, to))
    .map((role) => ({ value: role, text: roleText(t, role), hint: t(`user.role.${role}.may`) }));
  return <Radios name="role" label={t('users.role')} options={options} value={value} />;
}

export function PreferenceFields({ t, value, companies }: Shown & { companies: Company[] }) {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  const known = value.time_zone === undefined || zones.includes(value.time_zone) ? zones : [value.time_zone, ...zones];
  const options = (values: string[], current: string | undefined, text: (one: string) => string) =>
    values.map((one) => ({ value: one, text: text(one), selected: one === current }));
  const companyName = new Map(companies.map(({ id, name }) => [id, name]));
  return (
    <div class="field-columns">
      <SelectField
        name="language"
        label={t('users.language')}
        options={options(languages, value.language, (one) => languageText(t, one))}
      />
      <SelectField
        name="time_zone"
        label={t('user.time_zone')}
        hint={t('user.time_zone.hint')}
        options={options(known, value.time_zone, (one) => one)}
      />
      <SelectField
        name="company"
        label={t('users.company')}
        options={options([...companyName.keys()], value.company, (one) => companyName.get(one) ?? one)}
      />
    </div>
  );
}
