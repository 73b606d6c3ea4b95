import type { WebContext } from '../../http/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { NotMeQuestion } from '../../resets/index.ts';
import { Address, ErrorSummary, formScript, Icon, RefusalNotice, Rich, Submit } from '../../ui/index.ts';
import type { Kit } from '../kit.tsx';
import type { Step } from '../link-step.ts';

type About = NotMeQuestion['about'];

const usual = {
  title: 'pages.not_me.title',
  mine: 'pages.not_me.mine.means',
  notMine: 'pages.not_me.not_mine.means',
} as const;

/** What is asked about each kind of letter. */
const words = {
  password: { ...usual, text: 'pages.not_me.text', question: 'pages.not_me.question' },
  sign_in: { ...usual, text: 'pages.not_me.sign_in.text', question: 'pages.not_me.sign_in.question' },
  factor_due: { ...usual, text: 'pages.not_me.factor_due.text', question: 'pages.not_me.factor_due.question' },
  factors: { ...usual, text: 'pages.not_me.factors.text', question: 'pages.not_me.factors.question' },
  factors_left: {
    ...usual,
    text: 'pages.not_me.factors_left.text',
    question: 'pages.not_me.factors_left.question',
    notMine: 'pages.not_me.factors_left.not_mine.means',
  },
  address: {
    ...usual,
    text: 'pages.not_me.address.text',
    question: 'pages.not_me.address.question',
    notMine: 'pages.not_me.address.not_mine.means',
  },
  login: {
    ...usual,
    text: 'pages.not_me.login.text',
    question: 'pages.not_me.login.question',
    notMine: 'pages.not_me.login.not_mine.means',
  },
  reset: {
    title: 'pages.not_me.asked.title',
    text: 'pages.not_me.asked.text',
    question: 'pages.not_me.asked.question',
    mine: 'pages.not_me.asked.mine.means',
    notMine: 'pages.not_me.asked.not_mine.means',
  },
} as const satisfies Record<About, Record<string, MessageKey>>;

export async function showQuestion(kit: Kit, c: WebContext, step: Step, refused?: Refusal): Promise<Response> {
  const { id, user, company, about, at } = await kit.resets.showNotMe(step.token);
  const t = kit.locale.in(user.language);
  const asked = words[about];
  const title = t(asked.title);
  const missing = refused?.is('choice_missing') ? t('pages.not_me.missing') : undefined;
  const params = { company: company.name, at: t.moment(at, user.timeZone) };
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      {!missing && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.errors.title')} errors={missing ? [{ field: 'choice-mine', text: missing }] : []} />
      <p class="lead">
        <Rich t={t} text={asked.text} params={params} of={{ login: <Address address={user.login} /> }} />
      </p>
      <form method="post" action="/web/not_me">
        <input type="hidden" name="link" value={id} />
        <input type="hidden" name="about" value={about} />
        <Choices t={t} about={about} missing={missing} />
        <Submit busy={t('pages.not_me.busy')}>{t('pages.not_me.button')}</Submit>
      </form>
    </div>
  );
  return kit.show(c, { t, company }, { title, body, refusal: refused, scripts: [formScript] });
}

/** None is chosen beforehand: whoever sends the form has decided. */
function Choices({ t, about, missing }: { t: Translate; about: About; missing: string | undefined }) {
  const choices = [
    { value: 'mine', label: t('pages.not_me.mine'), means: t(words[about].mine) },
    { value: 'not_me', label: t('pages.not_me.not_mine'), means: t(words[about].notMine) },
  ];
  return (
    <fieldset class="choices" aria-describedby={missing && 'choice-error'}>
      <legend>{t(words[about].question)}</legend>
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
