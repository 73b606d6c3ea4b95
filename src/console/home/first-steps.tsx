import type { Child } from 'hono/jsx';
import { orRefusal, type Web } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { LinkButton, Submit } from '../../ui/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import { companiesPath } from '../companies/list.tsx';
import type { Desk, Staff } from '../desk.tsx';
import { serversPath } from '../mail/paths.ts';
import { Badge } from '../parts/index.ts';
import { tellLetter } from '../user/letter-state.ts';
import { actPath } from '../user/paths.ts';

const letterPath = '/settings/first-steps/letter';

interface Step {
  key: 'administrator' | 'address' | 'company' | 'server' | 'letter';
  done: boolean;
  text: string;
  /** What leads there, while it is to do. */
  go?: Child;
}

/** The last of the first steps: a reset letter to oneself, sent as to anybody. Where it has to be said who asks, the page that asks it. */
export function addFirstSteps(web: Web, desk: Desk): void {
  web.post(letterPath, async (c) => {
    const staff = await desk.staff(c);
    const { id } = staff.me.user;
    const sent = await orRefusal(desk.resets.send(staff.caller, id, {}), 'identity_check_missing', 'approval_needed');
    if (sent instanceof Refusal && sent.is('approval_needed')) return desk.done(c, '/settings', askedNow(staff));
    if (sent instanceof Refusal) return c.redirect(actPath(id, 'send-reset', undefined), 303);
    return desk.done(c, '/settings', await tellLetter(desk, staff, sent.reset.id));
  });
}

/** What an administrator has to do before letters reach people; nothing once all of it is done. */
export async function FirstSteps({ desk, staff }: { desk: Desk; staff: Staff }) {
  if (staff.me.user.role !== 'settings') return null;
  const steps = await stepsOf(desk, staff);
  if (steps.every(({ done }) => done)) return null;
  const { t } = staff;
  return (
    <section class="first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('first_steps.title')}</h2>
      <p class="quiet">{t('first_steps.text')}</p>
      <ol>
        {steps.map((step) => (
          <StepItem t={t} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepItem({ t, step: { key, done, text, go } }: { t: Translate; step: Step }) {
  return (
    <li>
      <h3>
        {t(`first_steps.${key}`)}{' '}
        <Badge tone={done ? 'good' : 'warn'}>{t(done ? 'first_steps.done' : 'first_steps.open')}</Badge>
      </h3>
      <p>{text}</p>
      {!done && go}
    </li>
  );
}

async function stepsOf({ mail, baseUrl }: Desk, { t, me, caller }: Staff): Promise<Step[]> {
  const { company, user } = me;
  const { name, phone, email, page } = company.help;
  const ways = [phone, email, page].filter((way) => way !== undefined);
  const servers = await mail.servers.list(caller);
  const working = servers.find(({ active, state }) => active && (state === 'working' || state === 'slow'));
  const sent = await mail.page(caller, { states: ['sent'], kinds: ['reset'] }, { limit: 1 });
  return [
    { key: 'administrator', done: true, text: t('first_steps.administrator.text') },
    { key: 'address', done: true, text: t('first_steps.address.text', { url: company.baseUrl ?? baseUrl }) },
    {
      key: 'company',
      done: ways.length > 0,
      text:
        ways.length > 0
          ? t('first_steps.company.told', { contact: [name, ...ways].join(', ') })
          : t('first_steps.company.text'),
      go: <LinkButton href={`${companiesPath}/${company.id}`}>{t('first_steps.company.go')}</LinkButton>,
    },
    {
      key: 'server',
      done: working !== undefined,
      text: working ? t('first_steps.server.told', { server: working.name }) : t('first_steps.server.text'),
      go: (
        <LinkButton href={servers.length === 0 ? `${serversPath}/new` : serversPath}>
          {t('first_steps.server.go')}
        </LinkButton>
      ),
    },
    {
      key: 'letter',
      done: sent.rows.length > 0,
      text: user.email ? t('first_steps.letter.text', { email: user.email }) : t('first_steps.letter.no_email'),
      go: user.email ? <LetterToSelf t={t} /> : undefined,
    },
  ];
}

function LetterToSelf({ t }: { t: Translate }) {
  return (
    <form method="post" action={letterPath} class="form-narrow">
      <Submit kind="secondary">{t('first_steps.letter.go')}</Submit>
    </form>
  );
}
