import { z } from 'zod';
import type { Fault, Refusal } from '../../kernel/index.ts';
import { languageName, languageNames, languages, type MessageKey, type Translate } from '../../locale/index.ts';
import { ErrorSummary, errorOf, type FieldError, SelectField, Submit, TextField } from '../../ui/index.ts';
import type { Company, CompanyForm } from '../../users/index.ts';
import type { Sides } from '../parts/index.ts';

export const Form = z.object({
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  name: z.string(),
  language: z.string(),
  colour: z.string(),
  help_name: z.string(),
  help_phone: z.string(),
  help_email: z.string(),
  help_page: z.string(),
  base_url: z.string(),
  sender_address: z.string(),
});

export type Typed = z.infer<typeof Form>;
type Field = Exclude<keyof Typed, 'version'>;

/** A form as the use case takes it; it tidies and judges. */
export function toCompany(typed: Typed): CompanyForm {
  const { help_name: name, help_phone: phone, help_email: email, help_page: page } = typed;
  return {
    name: typed.name,
    language: typed.language,
    colour: typed.colour,
    help: { name, phone, email, page },
    baseUrl: typed.base_url,
    senderAddress: typed.sender_address,
  };
}

export const emptyForm: Typed = {
  name: '',
  language: 'en',
  colour: '',
  help_name: '',
  help_phone: '',
  help_email: '',
  help_page: '',
  base_url: '',
  sender_address: '',
};

export function fromCompany(company: Company): Typed {
  const { help } = company;
  return {
    version: String(company.version),
    name: company.name,
    language: company.language,
    colour: company.colour ?? '',
    help_name: help.name,
    help_phone: help.phone ?? '',
    help_email: help.email ?? '',
    help_page: help.page ?? '',
    base_url: company.baseUrl ?? '',
    sender_address: company.senderAddress ?? '',
  };
}

/** Every field, as it is now and as it was entered. */
export function sidesOf(t: Translate, now: Typed, entered: Typed): Sides[] {
  const { version: _version, ...fields } = entered;
  const words = (field: Field, value: string): string =>
    field === 'language' ? languageName(value, t.language) : value;
  return (Object.keys(fields) as Field[]).map((field) => ({
    label: t(`companies.${field}`),
    now: words(field, now[field]),
    entered: words(field, entered[field]),
  }));
}

/** What was wrong, field by field. */
export function errorsOf(t: Translate, refusal: Refusal | undefined): FieldError[] {
  const faults: Fault[] = refusal?.is('fields_wrong') ? refusal.details.faults : [];
  return faults.map(({ field, fault, params }) => ({ field, text: t(`faults.${fault}` as MessageKey, params) }));
}

interface Props {
  t: Translate;
  action: string;
  typed: Typed;
  errors: FieldError[];
}

export function CompanyFields({ t, action, typed, errors }: Props) {
  const field = (name: Exclude<Field, 'language'>, input: Record<string, string> = {}) => (
    <TextField
      name={name}
      label={t(`companies.${name}`)}
      hint={t(`companies.${name}.hint`)}
      error={errorOf(errors, name)}
      input={{ value: typed[name], autocomplete: 'off', ...input }}
    />
  );
  return (
    <form method="post" action={action} class="card" data-unsaved>
      <ErrorSummary title={t('refusals.fields_wrong.title')} errors={errors} />
      {typed.version !== undefined && <input type="hidden" name="version" value={typed.version} />}
      {field('name', { required: 'required' })}
      <SelectField
        name="language"
        label={t('companies.language')}
        hint={t('companies.language.hint')}
        error={errorOf(errors, 'language')}
        options={languages.map((one) => ({ value: one, text: languageNames[one], selected: one === typed.language }))}
      />
      {field('colour', { placeholder: '#0b6462', maxlength: '7', spellcheck: 'false' })}
      <h2>{t('companies.help')}</h2>
      <p class="hint">{t('companies.help.hint')}</p>
      {field('help_name', { required: 'required' })}
      {field('help_phone', { inputmode: 'tel' })}
      {field('help_email', { inputmode: 'email' })}
      {field('help_page', { inputmode: 'url' })}
      <h2>{t('companies.addresses')}</h2>
      {field('base_url', { inputmode: 'url' })}
      {field('sender_address', { inputmode: 'email' })}
      <div class="confirm-buttons">
        <Submit busy={t('general.saving')}>{t('general.save')}</Submit>
      </div>
    </form>
  );
}
