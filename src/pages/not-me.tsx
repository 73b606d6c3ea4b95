import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { ErrorSummary, formScript, HelpInline, Icon, LinkButton, RefusalNotice, Rich, Submit } from '../ui/index.ts';
import type { Kit } from './kit.tsx';
import { beginStep, notMeStep, type Step, stepOf } from './link-step.ts';
import { leaveNews, takeNews } from './notices.tsx';

const NotMeForm = z.object({ choice: z.enum(['mine', 'not_me']).optional() });

/** "This was not me", from the notice about a changed password. */
export function addNotMe(web: Web, kit: Kit): void {
  web.get('/web/not_me', async (c) => {
    const token = c.req.query('token');
    if (token === undefined) return question(kit, c, currentStep(kit, c));
    await kit.resets.showNotMe(token);
    beginStep(kit, c, notMeStep, { token });
    return c.redirect('/web/not_me', 303);
  });

  web.post('/web/not_me', async (c) => {
    const step = currentStep(kit, c);
    const { choice } = await readForm(c.req.raw, NotMeForm);
    if (!choice) return question(kit, c, step, new Refusal('choice_missing', {}));
    const refusal = await orRefusal(kit.resets.notMe(c.get('caller'), step.token, choice), 'busy');
    if (refusal) return question(kit, c, step, refusal);
    kit.cookies.clear(c, notMeStep);
    leaveNews(kit, c, { kind: 'not_me', choice });
    return c.redirect('/web/not_me/done', 303);
  });

  web.get('/web/not_me/done', (c) => showOutcome(kit, c));
}

function currentStep(kit: Kit, c: WebContext): Step {
  const step = stepOf(kit, c, notMeStep);
  if (!step) throw new Refusal('link_unknown', {});
  return step;
}

async function question(kit: Kit, c: WebContext, step: Step, refused?: Refusal): Promise<Response> {
  const { user, company, changedAt } = await kit.resets.showNotMe(step.token);
  const t = kit.locale.in(user.language);
  const title = t('pages.not_me.title');
  const missing = refused?.is('choice_missing') ? t('pages.not_me.missing') : undefined;
  const at = t.moment(changedAt, user.timeZone);
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      {!missing && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.errors.title')} errors={missing ? [{ field: 'choice-mine', text: missing }] : []} />
      <p class="lead">{t('pages.not_me.text', { login: user.login, company: company.name, at })}</p>
      <form method="post" action="/web/not_me">
        <Choices t={t} missing={missing} />
        <Submit busy={t('pages.not_me.busy')}>{t('pages.not_me.button')}</Submit>
      </form>
    </div>
  );
  return kit.show(c, { t, company }, { title, body, refusal: refused, scripts: [formScript] });
}

/** None is chosen beforehand: whoever sends the form has decided. */
function Choices({ t, missing }: { t: Translate; missing: string | undefined }) {
  const choices = [
    { value: 'mine', label: t('pages.not_me.mine'), means: t('pages.not_me.mine.means') },
    { value: 'not_me', label: t('pages.not_me.not_mine'), means: t('pages.not_me.not_mine.means') },
  ];
  return (
    <fieldset class="choices" aria-describedby={missing && 'choice-error'}>
      <legend>{t('pages.not_me.question')}</legend>
      {missing && (
        <p class="error" id="choice-error">
          <Icon name="warning" />
          <span>{missing}</span>
        </p>
      )}
      {choices.map(({ value, label, means }) => (
        <label class="choice" for={`choice-${value}`}>
          <input type="radio" name="choice" id={`choice-${value}`} value={value} required />
          <span>
            <strong>{label}</strong>
            <span class="choice-means">{means}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const done = ['password', 'sessions', 'letter', 'pause', 'told'] as const;

async function showOutcome(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  const { t, company } = visitor;
  const news = takeNews(kit, c);
  if (news?.kind !== 'not_me') return c.redirect('/web/login', 303);
  const kept = news.choice === 'mine';
  const title = t(kept ? 'pages.not_me.kept.title' : 'pages.not_me.voided.title');
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name={kept ? 'check' : 'shield'} />
      </span>
      <h1>{title}</h1>
      <p class="lead">{t(kept ? 'pages.not_me.kept.text' : 'pages.not_me.voided.text')}</p>
      {!kept && (
        <>
          <ul>
            {done.map((what) => (
              <li>{t(`pages.not_me.voided.${what}`)}</li>
            ))}
          </ul>
          <p>
            <Rich t={t} text="pages.not_me.voided.next" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
          </p>
        </>
      )}
      <p class="actions">
        <LinkButton href="/help/passwords">{t('pages.help.title')}</LinkButton>
      </p>
    </div>
  );
  return kit.show(c, visitor, { title, body });
}
