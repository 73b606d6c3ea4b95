import type { Violation } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import type { Policy, Rule } from '../passwords/index.ts';
import { Icon } from '../ui/index.ts';

interface Props {
  t: Translate;
  policy: Policy;
  violations: Violation[];
}

/** The rules, shown before typing. What the last try violated is marked; with JavaScript the list ticks as one types. */
export function PasswordRules({ t, policy, violations }: Props) {
  const violated = new Set(violations.map((violation) => violation.rule));
  const shown = policy.rules.filter((rule) => !isUnlikely(rule));
  return (
    <section class="rules" aria-labelledby="rules-title">
      <progress max={shown.length} value={0} aria-hidden="true" hidden />
      <h2 id="rules-title">{t('pages.rules.title')}</h2>
      <ul id="rules" class="rules-list">
        {policy.rules.map((rule) => (
          <RuleItem t={t} rule={rule} unmet={violated.has(rule.code)} />
        ))}
      </ul>
      <p class="rules-why" aria-live="polite">
        {t('pages.rules.tip')}
      </p>
      <p
        class="rules-status visually-hidden"
        aria-live="polite"
        data-count={t('pages.rules.count', { met: '{met}', all: '{all}' })}
        data-all={t('pages.rules.all')}
      />
    </section>
  );
}

function RuleItem({ t, rule, unmet }: { t: Translate; rule: Rule; unmet: boolean }) {
  return (
    <li data-rule={rule.code} data-state={unmet ? 'unmet' : 'open'} hidden={isUnlikely(rule) && !unmet}>
      <span class="tick">
        <Icon name="check" />
        <Icon name="cross" />
      </span>
      <span>
        {t(rule.hint.key, rule.hint.params)}{' '}
        <span class="rule-word visually-hidden" data-met={t('pages.rules.met')} data-unmet={t('pages.rules.not_met')}>
          {unmet && t('pages.rules.not_met')}
        </span>
      </span>
    </li>
  );
}

/** Nobody comes near the upper limit by chance; it would only make the list longer. */
function isUnlikely(rule: Rule): boolean {
  return rule.code === 'too_long';
}
