import type { Child } from 'hono/jsx';
import type { Refusal, Violation } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { type Policy, type Terms, violationText } from '../passwords/index.ts';
import { type FieldError, PasswordField } from '../ui/index.ts';
import { PasswordRules } from './password-rules.tsx';

interface Names {
  password: string;
  confirm: string;
}

interface Props {
  t: Translate;
  terms: Terms;
  policy: Policy;
  violations: Violation[];
  names: Names;
  /** For password managers; on a page that asks for the login itself there is none. */
  username?: string;
  /** Whether typing begins here. */
  autofocus?: boolean;
  /** Whose password it is, for the check that only the server can do. */
  check?: string;
  children?: Child;
}

/** The two fields of a new password with the rules beside them, judged while one types. */
export function NewPasswordFields({
  t,
  terms,
  policy,
  violations,
  names,
  username,
  check,
  autofocus,
  children,
}: Props) {
  const differs = violations.some((violation) => violation.rule === 'differs');
  const broken = violations.filter((violation) => violation.rule !== 'differs');
  const input = { autocomplete: 'new-password', passwordrules: policy.passwordRules };
  return (
    <div
      class="new-password"
      data-terms={JSON.stringify(terms)}
      data-check={check}
      data-password={names.password}
      data-confirm={names.confirm}
    >
      {username !== undefined && (
        <input type="text" name="username" autocomplete="username" value={username} readonly hidden />
      )}
      <div class="new-password-first">
        <PasswordField
          t={t}
          name={names.password}
          label={t('pages.new_password.password')}
          error={singleFault(t, broken)}
          describedBy="rules"
          input={{ ...input, autofocus, 'aria-invalid': broken.length > 0 ? 'true' : undefined }}
        />
      </div>
      <PasswordRules t={t} policy={policy} violations={violations} />
      <div class="new-password-rest">
        <PasswordField
          t={t}
          name={names.confirm}
          label={t('pages.new_password.confirm')}
          error={differs ? t('passwords.refused.differs') : undefined}
          describedBy="same"
          input={input}
        />
        <p
          class="same"
          id="same"
          aria-live="polite"
          data-same={t('pages.new_password.same')}
          data-different={t('pages.new_password.different')}
        />
        {children}
      </div>
    </div>
  );
}

/** What a refused password violates; nothing for any other refusal. */
export function violationsIn(refused: Refusal | undefined): Violation[] {
  return refused?.is('password_refused') ? refused.details.violations : [];
}

/** Every violation as a line that leads to the field where it is mended. */
export function passwordErrors(t: Translate, violations: Violation[], names: Names): FieldError[] {
  return violations.map((violation) => ({
    field: violation.rule === 'differs' ? names.confirm : names.password,
    text: tell(t, violation),
  }));
}

export function tell(t: Translate, violation: Violation): string {
  const { key, params } = violationText(violation);
  return t(key, params);
}

/** Beside the field only a single fault is told; of several the list beside it shows which. */
function singleFault(t: Translate, broken: Violation[]): string | undefined {
  const [first, ...more] = broken;
  if (!first) return undefined;
  return more.length === 0 ? tell(t, first) : undefined;
}
