import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';
import type { MessageKey, Translate } from '../locale/index.ts';
import type { NotMeAnswer, NotMeQuestion } from '../resets/index.ts';
import {
  Address,
  ErrorSummary,
  formScript,
  HelpInline,
  Icon,
  LinkButton,
  RefusalNotice,
  Rich,
  Submit,
} from '../ui/index.ts';
import type { Kit } from './kit.tsx';
import { addLinkPage, answeredIn, demandStep, endStep, notMeStep, type Step } from './link-step.ts';
import { leaveNews, type News, takeNews } from './notices.tsx';

/** The question `about` which it was chosen: the same link asks another one once its reset has set a password. */
const NotMeForm = z.object({
  link: z.string().optional(),
  about: z.string().optional(),
  choice: z.enum(['mine', 'not_me']).optional(),
});

type About = NotMeQuestion['about'];

/** "This was not me", from the letters that a person may not have wanted. */
export function addNotMe(web: Web, kit: Kit): void {
  addLinkPage(web, kit, notMeStep, {
    async follow(_, token) {
      await kit.resets.showNotMe(token);
      return {};
    },
    async show(c) {
      const mine = answeredIn<Mine>(kit, c, notMeStep);
      return mine ? tell(kit, c, mine.answer) : question(kit, c, demandStep(kit, c, notMeStep));
    },
  });

  web.post('/web/not_me', async (c) => {
    const { link: linkId = '', about = '', choice } = readForm(c, NotMeForm);
    const mine = answeredIn<Mine>(kit, c, notMeStep);
    const isSame = choice === 'mine' && mine?.linkId === linkId && mine.answer.about === about;
    if (isSame) return tell(kit, c, mine.answer);
    const step = demandStep(kit, c, notMeStep);
    if (!choice) return question(kit, c, step, new Refusal('choice_missing', {}));
    const pressed = { linkId, about, browser: step.mark };
    const answering = kit.resets.notMe(c.get('caller'), step.token, choice, pressed);
    const answered = await orRefusal(answering, 'choice_missing', 'busy');
    if (answered instanceof Refusal) return question(kit, c, step, answered);
    // The link speaks still: whoever uses this browser next must not take the account back with it.
    if (choice === 'mine') endStep(kit, c, notMeStep, { linkId, answer: answered } satisfies Mine);
    return tell(kit, c, answered);
  });

  web.get('/web/not_me/done', (c) => showOutcome(kit, c));
}

/** The answer "It was me", which a second press in the same browser is told again. */
interface Mine {
  linkId: string;
  answer: NotMeAnswer;
}

function tell(kit: Kit, c: WebContext, answer: NotMeAnswer): Response {
  leaveNews(kit, c, { kind: 'not_me', ...answer });
  return c.redirect('/web/not_me/done', 303);
}

/** What is asked about each kind of letter. */
const words = {
  password: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.text',
    question: 'pages.not_me.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.not_mine.means',
  },
  reset: {
    title: 'pages.not_me.asked.title',
    text: 'pages.not_me.asked.text',
    question: 'pages.not_me.asked.question',
    mine: 'pages.not_me.asked.mine.means',
    notMine: 'pages.not_me.asked.not_mine.means',
  },
  sign_in: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.sign_in.text',
    question: 'pages.not_me.sign_in.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.not_mine.means',
  },
  factor_due: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.factor_due.text',
    question: 'pages.not_me.factor_due.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.not_mine.means',
  },
  factors: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.factors.text',
    question: 'pages.not_me.factors.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.not_mine.means',
  },
  factors_left: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.factors_left.text',
    question: 'pages.not_me.factors_left.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.factors_left.not_mine.means',
  },
  address: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.address.text',
    question: 'pages.not_me.address.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.address.not_mine.means',
  },
  login: {
    title: 'pages.not_me.title',
    text: 'pages.not_me.login.text',
    question: 'pages.not_me.login.question',
    mine: 'pages.not_me.mine.means',
    notMine: 'pages.not_me.login.not_mine.means',
  },
} as const satisfies Record<About, Record<string, MessageKey>>;

async function question(kit: Kit, c: WebContext, step: Step, refused?: Refusal): Promise<Response> {
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

type Outcome = Extract<News, { kind: 'not_me' }>;

/** Exactly what was done, and nothing that was not. */
async function showOutcome(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  const news = takeNews(kit, c);
  if (news?.kind !== 'not_me') return c.redirect('/web/login', 303);
  const t = kit.locale.in(news.language);
  const kept = news.done.length === 0;
  const help = <HelpInline t={t} help={visitor.company?.help} />;
  const title = t(titleOf(news));
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
            {news.done.map((what) => (
              <li>{t(isAlone(news) && what === 'factors' ? 'pages.not_me.factors_left.done' : doneText[what])}</li>
            ))}
          </ul>
          {!isAlone(news) && (
            <p>
              <Rich t={t} text={nextOf(news)} of={{ help }} />
            </p>
          )}
          {news.done.includes('factors') && (
            <p>
              <Rich t={t} text="pages.not_me.voided.factors.next" of={{ help }} />
            </p>
          )}
        </>
      )}
      <p class="actions">
        <LinkButton href="/help/passwords">{t('pages.help.title')}</LinkButton>
      </p>
    </div>
  );
  return kit.show(c, { t, company: visitor.company }, { title, body });
}

const doneText = {
  link: 'pages.not_me.cancelled.link',
  untouched: 'pages.not_me.cancelled.password',
  changed_since: 'pages.not_me.cancelled.changed_since',
  password: 'pages.not_me.voided.password',
  sessions: 'pages.not_me.voided.sessions',
  factors: 'pages.not_me.voided.factors',
  factors_left: 'pages.not_me.voided.factors_left',
  letter: 'pages.not_me.voided.letter',
  profile: 'pages.not_me.voided.profile',
  address: 'pages.not_me.voided.address',
  no_address: 'pages.not_me.voided.no_address',
  pause: 'pages.not_me.voided.pause',
  told: 'pages.not_me.voided.told',
} as const satisfies Record<Outcome['done'][number], MessageKey>;

function titleOf({ about, done }: Outcome): MessageKey {
  if (done.length === 0) return 'pages.not_me.kept.title';
  if (about === 'factors_left') return 'pages.not_me.factors_left.title';
  return about === 'reset' ? 'pages.not_me.cancelled.title' : 'pages.not_me.voided.title';
}

/** Whether nothing but second factors was spoken of. */
function isAlone({ about }: Outcome): boolean {
  return about === 'factors_left';
}

function nextOf({ about }: Outcome): MessageKey {
  return about === 'reset' ? 'pages.not_me.cancelled.next' : 'pages.not_me.voided.next';
}
