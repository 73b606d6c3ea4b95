import type { Child } from 'hono/jsx';
import type { Translate } from '../locale/index.ts';
import { Icon } from './icons.tsx';

/** What the input element itself takes: `autocomplete`, `inputmode` and the like. */
type InputAttributes = Record<string, string | boolean | undefined>;

interface FieldProps {
  name: string;
  label: string;
  hint?: Child;
  error?: string | undefined;
  /** Ids of more elements that describe the field. */
  describedBy?: string;
  input?: InputAttributes;
}

/** A labelled field with its hint and its error, tied together for screen readers. */
export function TextField({ input, ...field }: FieldProps) {
  return (
    <Labelled {...field}>
      <input class="input" type="text" {...tied(field)} {...input} />
    </Labelled>
  );
}

/** Its button to show what is typed does nothing without JavaScript, and so appears only with it. */
export function PasswordField({ t, input, ...field }: FieldProps & { t: Translate }) {
  return (
    <Labelled {...field}>
      <span class="reveal">
        <input
          class="input"
          type="password"
          autocapitalize="none"
          spellcheck={false}
          required
          {...tied(field)}
          {...input}
        />
        <button type="button" class="reveal-button" data-reveal={field.name} aria-pressed="false" hidden>
          <span class="visually-hidden">{t('ui.password.show', { field: field.label })}</span>
          <Icon name="eye" />
          <Icon name="eyeOff" />
        </button>
      </span>
    </Labelled>
  );
}

export function SelectField({
  input,
  options,
  ...field
}: FieldProps & { options: { value: string; text: string; selected: boolean }[] }) {
  return (
    <Labelled {...field}>
      <select class="input" {...tied(field)} {...input}>
        {options.map(({ value, text, selected }) => (
          <option value={value} selected={selected}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A box to tick, with its label behind it. Sent as `on`, or not at all. */
export function CheckField({ name, label, input }: Pick<FieldProps, 'name' | 'input'> & { label: Child }) {
  return (
    <p class="check">
      <input type="checkbox" id={name} name={name} {...input} />
      <label for={name}>{label}</label>
    </p>
  );
}

function Labelled({ name, label, hint, error, children }: FieldProps & { children?: Child }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p class="error" id={`${name}-error`}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

function tied({ name, hint, error, describedBy }: FieldProps): InputAttributes {
  const ids = [error && `${name}-error`, hint && `${name}-hint`, describedBy].filter(Boolean);
  return {
    id: name,
    name,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
  };
}

export interface FieldError {
  /** The field's name, which is its id. */
  field: string;
  text: string;
}

/** All that is wrong with a form, above it; takes the focus, and each line leads to its field. */
export function ErrorSummary({ title, errors }: { title: string; errors: FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="notice notice-error" role="alert" tabindex={-1} autofocus>
      <Icon name="warning" />
      <div>
        <h2 class="notice-title">{title}</h2>
        <ul>
          {errors.map(({ field, text }) => (
            <li>
              <a href={`#${field}`}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What a form's field lacks, if it does. */
export function errorOf(errors: FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.text;
}
