import type { Child } from 'hono/jsx';
import { day, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Policy } from '../../passwords/index.ts';
import { HelpInline, Icon, type IconName, PasswordField, Rich, Submit, TextField, titleOf } from '../../ui/index.ts';
import type { Company } from '../../users/index.ts';

/* Public pages as people of a company see them, with the words of the pages themselves. Nothing on them does anything. */

interface Seen {
  t: Translate;
  company: Company;
  policy: Policy;
  /** Whether people ask for links themselves. */
  selfService: boolean;
  now: number;
}

export const previewed = ['sign_in', 'ask', 'sent', 'new_password', 'done', 'expired', 'used', 'unknown'] as const;
export type Previewed = (typeof previewed)[number];

export const previews: Record<Previewed, (seen: Seen) => Child> = {
  sign_in: ({ t, company, selfService }) => (
    <>
      <h1>{t('pages.sign_in.title')}</h1>
      <TextField name="login" label={t('pages.sign_in.login')} />
      <PasswordField t={t} name="password" label={t('pages.sign_in.password')} />
      <Submit>{t('pages.sign_in.button')}</Submit>
      {selfService ? (
        <Leads>{t('pages.sign_in.reset')}</Leads>
      ) : (
        <p class="aside">
          <Rich t={t} text="pages.sign_in.by_staff" of={helpOf(t, company)} />
        </p>
      )}
    </>
  ),
  ask: ({ t }) => (
    <>
      <h1>{t('pages.ask.title')}</h1>
      <p class="lead">{t('pages.ask.intro')}</p>
      <TextField name="login" label={t('pages.ask.login')} hint={t('pages.ask.hint')} />
      <Submit>{t('pages.ask.button')}</Submit>
      <Leads>{t('pages.ask.back')}</Leads>
    </>
  ),
  sent: ({ t, company }) => (
    <>
      <Emblem name="envelope" />
      <h1>{t('pages.sent.title')}</h1>
      <p>
        <Rich t={t} text="pages.sent.text" of={{ again: t('pages.sent.again'), ...helpOf(t, company) }} />
      </p>
      <p class="quiet">{t('pages.sent.careful')}</p>
    </>
  ),
  new_password: ({ t, policy, now }) => (
    <>
      <h1>{t('pages.new_password.title')}</h1>
      <div class="new-password">
        <div class="new-password-first">
          <PasswordField t={t} name="password" label={t('pages.new_password.password')} />
        </div>
        <Rules t={t} policy={policy} />
        <div class="new-password-rest">
          <PasswordField t={t} name="confirm_password" label={t('pages.new_password.confirm')} />
          <Submit>{t('pages.new_password.button')}</Submit>
          <p class="quiet">{t('pages.new_password.holds', { until: t.moment(now + day, 'UTC') })}</p>
        </div>
      </div>
    </>
  ),
  done: ({ t, company }) => (
    <>
      <Emblem name="check" />
      <h1>{t('pages.done.title')}</h1>
      <h2>{t('pages.done.ended')}</h2>
      <ul class="ended">
        <li>{t('pages.ended.sessions', { count: 2 })}</li>
      </ul>
      <h2>{t('pages.done.tell')}</h2>
      <ul>
        <li>{t('pages.done.tell.manager')}</li>
        <li>{t('pages.done.tell.devices')}</li>
        <li>
          <Rich t={t} text="pages.done.tell.help" of={helpOf(t, company)} />
        </li>
      </ul>
      <Submit>{t('pages.done.button')}</Submit>
    </>
  ),
  expired: ({ t, company, selfService, now }) => {
    const sentAt = now - 2 * day;
    return (
      <>
        <Emblem name="clock" />
        <h1>{titleOf(t, new Refusal('link_expired', { sentAt, mailed: true }))}</h1>
        <p>{t('pages.expired.mailed', { at: t.moment(sentAt, 'UTC') })}</p>
        {selfService && <p>{t('pages.expired.next')}</p>}
        {selfService && <Submit>{t('pages.expired.button')}</Submit>}
        <p class="quiet">
          <Rich t={t} text="pages.expired.help" of={helpOf(t, company)} />
        </p>
      </>
    );
  },
  used: ({ t, company, selfService }) => (
    <>
      <Emblem name="link" />
      <h1>{titleOf(t, new Refusal('link_used', {}))}</h1>
      <p>{t('pages.used.text')}</p>
      <p>
        <Rich t={t} text="pages.used.next" of={helpOf(t, company)} />
      </p>
      <Submit>{t('pages.used.sign_in')}</Submit>
      {selfService && <Submit kind="secondary">{t('pages.used.reset')}</Submit>}
    </>
  ),
  unknown: ({ t, company, selfService }) => (
    <>
      <Emblem name="link" />
      <h1>{titleOf(t, new Refusal('link_unknown', {}))}</h1>
      {selfService && <Submit>{t('pages.used.reset')}</Submit>}
      <p class="quiet">
        <Rich t={t} text="pages.unknown.help" of={helpOf(t, company)} />
      </p>
    </>
  ),
};

function Rules({ t, policy }: Pick<Seen, 't' | 'policy'>) {
  return (
    <section class="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{t('pages.rules.title')}</h2>
      <ul class="rules-list">
        {policy.rules
          .filter(({ code }) => code !== 'too_long')
          .map(({ hint }) => (
            <li data-state="open">
              <span class="tick">
                <Icon name="check" />
              </span>
              <span>{t(hint.key, hint.params)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Where the page itself has a link. */
function Leads({ children }: { children?: Child }) {
  return (
    <p class="aside">
      <span>{children}</span>
    </p>
  );
}

function Emblem({ name }: { name: IconName }) {
  return (
    <span class="emblem">
      <Icon name={name} />
    </span>
  );
}

function helpOf(t: Translate, { help }: Company) {
  return { help: <HelpInline t={t} help={help} /> };
}
