import type { Child } from 'hono/jsx';

interface Common {
  name: string;
  label: string;
  hint?: Child;
  error?: string | undefined;
}

/** A yes or no, its label after it. Sent as `on`, or not at all. */
export function Checkbox({ name, label, hint, error, checked }: Common & { checked: boolean }) {
  return (
    <div class="field field-check">
      <label>
        <input type="checkbox" name={name} id={name} checked={checked} {...describedBy({ name, hint, error })} />
        <span>{label}</span>
      </label>
      <Words name={name} hint={hint} error={error} />
    </div>
  );
}

interface Option {
  value: string;
  text: string;
  /** What choosing it means. */
  hint?: string;
}

/** One of a few, all in view; the first is where a dialog begins, or the list of what is wrong leads to. */
export function Radios({
  name,
  label,
  hint,
  error,
  options,
  value,
}: Common & { options: Option[]; value: string | undefined }) {
  return (
    <fieldset class="field field-radio" {...describedBy({ name, hint, error })}>
      <legend>{label}</legend>
      {options.map((option, index) => (
        <label>
          <input
            type="radio"
            id={index === 0 ? name : undefined}
            name={name}
            value={option.value}
            checked={option.value === value}
          />
          <span>
            {option.text}
            {option.hint && <span class="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      <Words name={name} hint={hint} error={error} />
    </fieldset>
  );
}

/** A text of several lines; `most` characters at most. */
export function TextArea({
  name,
  label,
  hint,
  error,
  value,
  rows = 3,
  most,
}: Common & { value: string; rows?: number; most?: number }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Words name={name} hint={hint} />
      <textarea
        class="input"
        name={name}
        id={name}
        rows={rows}
        maxlength={most}
        {...describedBy({ name, hint, error })}
      >
        {value}
      </textarea>
      <Words name={name} error={error} />
    </div>
  );
}

/** What was typed into one: a browser counts the end of a line as one character, and sends two. */
export function typedText(sent = ''): string {
  return sent.replaceAll('\r\n', '\n').trim();
}

/** A file from the person's own machine. The form around it has to be `multipart/form-data`. */
export function FileField({ name, label, hint, error, accept }: Common & { accept: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input class="input" type="file" name={name} id={name} accept={accept} {...describedBy({ name, hint, error })} />
      <Words name={name} hint={hint} error={error} />
    </div>
  );
}

function Words({ name, hint, error }: Pick<Common, 'name' | 'hint' | 'error'>) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

function describedBy({ name, hint, error }: Pick<Common, 'name' | 'hint' | 'error'>) {
  const ids = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean);
  return { 'aria-invalid': error ? 'true' : undefined, 'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined };
}
