import { installationValue } from '../../database/index.ts';
import type { JobRecord } from '../../jobs/index.ts';
import { day, may, minute } from '../../kernel/index.ts';
import type { MessageState, ServerRecord } from '../../mail/index.ts';
import { Notice } from '../../ui/index.ts';
import { approvalsPath } from '../approvals/page.tsx';
import { auditPath } from '../audit/list.tsx';
import type { Desk, Staff } from '../desk.tsx';
import { actionOf, jobsPath } from '../jobs/words.ts';
import { emailsPath, serverPath, serversPath } from '../mail/paths.ts';
import { endingText, soonEnding } from '../mail/server-state.tsx';

/** More are told as so many. */
const mostLetters = 200;
/** A letter that waits for longer waits for something. */
const leavesWithin = minute;
const restoreToldFor = 7 * day;
/** The sealer is at most a second behind. */
const sealedWithin = minute;

/** Something to look into, and the page that shows it. */
interface Finding {
  title: string;
  words?: string | null;
  href: string;
}

/** What needs attention now, each with the way to it. */
export async function Attention({ desk, staff }: { desk: Desk; staff: Staff }) {
  const { t } = staff;
  const looks = [aboutRestore, aboutApprovals, aboutServers, aboutLetters, aboutUsers, aboutJobs, aboutSeal];
  const all = (await Promise.all(looks.map((look) => look(desk, staff)))).flat();
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">{t('overview.attention')}</h2>
      {all.length === 0 && <Notice kind="success" title={t('overview.nothing')} />}
      {all.map(({ title, words, href }) => (
        <Notice kind="warning" title={title}>
          {words && <p>{words}</p>}
          <p>
            <a href={href}>{t('overview.look')}</a>
          </p>
        </Notice>
      ))}
    </section>
  );
}

/** What was taken away since the backup is back, and only people can know what that was. */
async function aboutRestore({ database, clock }: Desk, { t, caller, me }: Staff): Promise<Finding[]> {
  const at = Number(await installationValue(database.read, 'restored_at'));
  if (!may(caller, 'audit.read') || !(clock.now() - at < restoreToldFor)) return [];
  return [{ title: t('overview.restored', { at: t.moment(at, me.user.timeZone) }), href: auditPath }];
}

async function aboutServers({ mail, clock }: Desk, { t, caller, me }: Staff): Promise<Finding[]> {
  const servers = await mail.servers.list(caller);
  if (servers.length === 0) return [{ title: t('overview.no_server'), href: serversPath }];
  const troubled = ({ name, state, failing_since, last_words, id }: ServerRecord): Finding[] => {
    if ((state !== 'failing' && state !== 'slow') || !failing_since) return [];
    const since = t.moment(Date.parse(failing_since), me.user.timeZone);
    const title = t(`overview.server_${state}`, { server: name, since });
    return [{ title, words: last_words, href: serverPath(id) }];
  };
  const ending = (server: ServerRecord): Finding[] =>
    soonEnding(server, clock.now()).map((one) => ({
      title: `${server.name}: ${endingText(t, one, clock.now())}`,
      words: t('overview.server_ending'),
      href: serverPath(server.id),
    }));
  return servers.filter(({ active }) => active).flatMap((server) => [...troubled(server), ...ending(server)]);
}

async function aboutApprovals({ approvals, database }: Desk, { t, caller }: Staff): Promise<Finding[]> {
  if (!may(caller, 'approvals.decide')) return [];
  const count = await approvals.waiting(database.read);
  return count === 0 ? [] : [{ title: t('overview.approvals', { count }), href: approvalsPath }];
}

async function aboutLetters({ mail, clock }: Desk, { t, caller, me }: Staff): Promise<Finding[]> {
  const of = (state: MessageState, dueBefore?: number) =>
    mail.standing(caller, state, { dueBefore, most: mostLetters });
  const shouldHaveLeft = clock.now() - leavesWithin;
  const [waiting, leaving, failed, bounced] = await Promise.all([
    of('queued', shouldHaveLeft),
    of('sending', shouldHaveLeft),
    of('failed'),
    of('bounced'),
  ]);
  const href = (state: MessageState): string => `${emailsPath}?filter=state:${state}`;
  const since = t.moment(waiting.since ?? 0, me.user.timeZone);
  return [
    { ...waiting, title: t('overview.waiting', { count: waiting.count, since }), href: href('queued') },
    { ...leaving, title: t('overview.leaving', { count: leaving.count }), href: href('sending') },
    { ...failed, title: t('overview.failed', { count: failed.count }), href: href('failed') },
    { ...bounced, title: t('overview.bounced', { count: bounced.count }), href: href('bounced') },
  ].filter(({ count }) => count > 0);
}

async function aboutUsers({ users }: Desk, { t, caller }: Staff): Promise<Finding[]> {
  const of = async (which: 'mail_failing' | 'malformed_email') => {
    const { count } = await users.count(caller, { search: '', filters: ['active', which] });
    return { count, title: t(`overview.${which}`, { count }), href: `/settings/users?filter=active&filter=${which}` };
  };
  const [failing, malformed] = await Promise.all([of('mail_failing'), of('malformed_email')]);
  return [failing, malformed].filter(({ count }) => count > 0);
}

async function aboutJobs({ jobs }: Desk, { t, caller }: Staff): Promise<Finding[]> {
  const tell = (job: JobRecord): Finding => {
    const action = actionOf(job.kind);
    const what = action ? t(`users.bulk.${action}`) : job.kind;
    const how = t('jobs.how_far', { done: job.done, refused: job.refused, total: job.total });
    return {
      title: t(`overview.job.${job.state === 'paused' ? 'paused' : 'running'}`, { what }),
      words: how,
      href: `${jobsPath}/${job.id}`,
    };
  };
  return (await jobs.unfinished(caller)).map(tell);
}

async function aboutSeal({ audit, clock }: Desk, { t, caller }: Staff): Promise<Finding[]> {
  if (!may(caller, 'audit.read')) return [];
  const { since, held } = await audit.backlog();
  const href = `${auditPath}/seal`;
  if (held) return [{ title: t('overview.seal_broken'), href }];
  const isLate = since !== undefined && clock.now() - since > sealedWithin;
  return isLate ? [{ title: t('overview.seal_late', { since: t.duration(clock.now() - since) }), href }] : [];
}
