import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { isHead, orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import type { JobRecord, JobResult } from '../../jobs/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { formScript, LinkButton, Submit, titleOf } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { jobScript } from '../files.ts';
import { csvStream } from '../list/index.ts';
import { Progress } from '../parts/index.ts';
import { actionOf, isRisky, jobsPath, longestReason, type Named, reasonText } from './words.ts';

const resultsOnAPage = 100;
const resultsAtOnce = 1_000;

const SteerForm = z.object({ to: z.enum(['pause', 'resume', 'cancel']) });

/** How long work goes on: a bar, what became of everybody, and the ways to stop it. */
export function addJob(web: Web, desk: Desk): void {
  web.get(`${jobsPath}/:id`, async (c) => jobPage(desk, c, await desk.staff(c)));

  web.post(`${jobsPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const { to } = readForm(c, SteerForm);
    const id = c.req.param('id');
    const first = to === 'resume' ? await passwordBefore(desk, c, staff, id) : undefined;
    if (first) return first;
    const steered = await orRefusal(desk.jobs.steer(staff.caller, id, to), 'job_ended', 'busy');
    const text = steered instanceof Refusal ? titleOf(staff.t, steered) : staff.t(`jobs.done.${to}`);
    return desk.done(c, `${jobsPath}/${id}`, { kind: steered instanceof Refusal ? 'warning' : 'success', text });
  });

  web.get(`${jobsPath}/:id/state`, async (c) => {
    const staff = await desk.staff(c);
    const job = await desk.jobs.describe(staff.caller, c.req.param('id'));
    const settled = job.state !== 'running' && job.state !== 'preparing';
    return c.json({ kind: settled ? 'success' : 'info', text: howFar(staff.t, job), settled });
  });

  web.get(`${jobsPath}/:id/results.csv`, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'users.export');
    const { id } = await desk.jobs.describe(staff.caller, c.req.param('id'));
    const first = desk.fresh(c, staff, { back: `${jobsPath}/${id}` });
    if (first) return first;
    await desk.audit.noteExport(staff.caller, { list: 'job_results', filter: id, onlyAsked: isHead(c) });
    return c.body(csvStream(csvLines(desk, staff, id)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="job-${id}.csv"`,
    });
  });
}

/** What was paused, by whoever took an account back, say, goes on as it began: with the password where that needs it. */
async function passwordBefore(desk: Desk, c: WebContext, staff: Staff, id: string): Promise<Response | undefined> {
  const { kind, total, done, refused } = await desk.jobs.describe(staff.caller, id);
  return isRisky(actionOf(kind), total - done - refused) ? desk.fresh(c, staff) : undefined;
}

function howFar(t: Translate, { state, done, refused, total }: JobRecord): string {
  return `${t(`jobs.state.${state}`)}: ${t('jobs.how_far', { done, refused, total })}`;
}

interface Line extends JobResult {
  user: Named;
}

async function linesOf(desk: Desk, { caller }: Staff, jobId: string, after: number, limit: number): Promise<Line[]> {
  const results = await desk.jobs.results(caller, jobId, { after, limit });
  const ids = results.map(({ subject_id }) => subject_id);
  const users = new Map((await desk.users.byIds(desk.database.read, ids)).map((user) => [user.id, user]));
  return results.map((result) => ({ ...result, user: users.get(result.subject_id) }));
}

async function* csvLines(desk: Desk, staff: Staff, jobId: string): AsyncGenerator<string[][]> {
  const { t } = staff;
  yield [[t('users.name'), t('users.login'), t('jobs.outcome'), t('jobs.at')]];
  const stillIn = desk.stillIn(staff);
  let after = 0;
  for (;;) {
    await stillIn();
    const lines = await linesOf(desk, staff, jobId, after, resultsAtOnce);
    yield lines.map(({ user, outcome, at }) => [user?.name ?? '', user?.login ?? '', outcome ?? '', at ?? '']);
    if (lines.length < resultsAtOnce) return;
    after = lines.at(-1)?.number ?? after;
  }
}

async function jobPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, caller } = staff;
  const job = await desk.jobs.describe(caller, c.req.param('id') ?? '');
  const after = Math.max(0, Math.trunc(Number(c.req.query('after') ?? 0)) || 0);
  const lines = await linesOf(desk, staff, job.id, after, resultsOnAPage);
  const action = actionOf(job.kind);
  const title = action ? t(`user.action.${action}`) : job.kind;
  const here = `${jobsPath}/${job.id}`;
  const last = lines.length === resultsOnAPage ? lines.at(-1)?.number : undefined;
  const body = (
    <div class="sheet sheet-full user-form">
      <Progress label={howFar(t, job)} done={job.done + job.refused} of={job.total} />
      <p class="quiet">
        {t('jobs.made', { by: job.made_by, at: t.moment(Date.parse(job.created_at), staff.me.user.timeZone) })}
      </p>
      <Steering t={t} job={job} here={here} />
      <Results staff={staff} lines={lines} />
      <p class="actions">
        {after > 0 && <LinkButton href={here}>{t('jobs.first')}</LinkButton>}
        {last !== undefined && <LinkButton href={`${here}?after=${last}`}>{t('jobs.next')}</LinkButton>}
        {may(caller, 'users.export') && <LinkButton href={`${here}/results.csv`}>{t('jobs.csv')}</LinkButton>}
      </p>
    </div>
  );
  const trail = [{ text: t('users.list.title'), href: '/settings/users' }];
  return desk.show(c, staff, { title, trail, body, scripts: [formScript, jobScript] });
}

const steps = { preparing: ['pause', 'cancel'], running: ['pause', 'cancel'], paused: ['resume', 'cancel'] } as const;

function Steering({ t, job, here }: { t: Translate; job: JobRecord; here: string }): Child {
  const { state } = job;
  if (state === 'done' || state === 'cancelled') return null;
  return (
    <form
      method="post"
      action={here}
      class="confirm-buttons job-steps"
      data-under-way={state === 'paused' ? undefined : ''}
    >
      {job.may_steer ? (
        steps[state]
          .filter((to) => to !== 'resume' || job.may_resume)
          .map((to) => (
            <Submit kind={to === 'cancel' ? 'danger' : 'secondary'} name="to" value={to}>
              {t(`jobs.${to}`)}
            </Submit>
          ))
      ) : (
        <p class="quiet">{t('jobs.not_yours')}</p>
      )}
      <LinkButton href={here}>{t('jobs.look_again')}</LinkButton>
    </form>
  );
}

function Results({ staff: { t, me }, lines }: { staff: Staff; lines: Line[] }) {
  return (
    <section class="scroll job-results" tabindex={0} aria-label={t('jobs.results')}>
      <table class="table">
        <caption>{t('jobs.results')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('jobs.who')}</th>
            <th scope="col">{t('jobs.outcome')}</th>
            <th scope="col">{t('jobs.at')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>
                {line.user ? <a href={`/settings/users/${line.subject_id}`}>{line.user.name}</a> : t('jobs.erased')}
              </td>
              <td>
                <div class="outcome" data-room={longestReason(t, line.user)}>
                  <span>{outcomeText(t, line)}</span>
                </div>
              </td>
              <td class="moment">{line.at === null ? '' : t.moment(Date.parse(line.at), me.user.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function outcomeText(t: Translate, { outcome, user }: Line): string {
  if (outcome === null) return t('jobs.outcome.waiting');
  return outcome === 'done' ? t('jobs.outcome.done') : reasonText(t, outcome, user);
}
