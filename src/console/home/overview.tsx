import type { Child } from 'hono/jsx';
import type { Web, WebContext } from '../../http/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { MessageRecord, ServerRecord } from '../../mail/index.ts';
import type { ResetLine } from '../../resets/index.ts';
import { Notice } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { FirstSteps } from './first-steps.tsx';

const shownResets = 25;

/** Where staff begin. */
export function addOverview(web: Web, desk: Desk): void {
  web.get('/settings', async (c) => overviewPage(desk, c, await desk.staff(c)));
}

async function overviewPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, me, caller } = staff;
  const [servers, waiting, failed, resets] = await Promise.all([
    desk.mail.servers.list(caller),
    desk.mail.list(caller, { state: 'queued', limit: 200 }),
    desk.mail.list(caller, { state: 'failed', limit: 200 }),
    desk.resets.latest(caller, shownResets),
  ]);
  const at = (moment: string | number): string => t.moment(new Date(moment).getTime(), me.user.timeZone);
  const title = t('overview.title');
  const body = (
    <div class="sheet sheet-full">
      <FirstSteps desk={desk} staff={staff} />
      <h2>{t('overview.attention')}</h2>
      <Attention t={t} at={at} servers={servers} waiting={waiting.items} failed={failed.items.length} />
      <h2>{t('overview.mail')}</h2>
      <Servers t={t} servers={servers} />
      <h2>{t('overview.resets')}</h2>
      <LatestResets t={t} at={at} resets={resets} />
    </div>
  );
  return desk.show(c, staff, { title, body });
}

type At = (moment: string | number) => string;

function Attention(props: { t: Translate; at: At; servers: ServerRecord[]; waiting: MessageRecord[]; failed: number }) {
  const findings = findingsOf(props);
  if (findings.length === 0) return <Notice kind="success" title={props.t('overview.nothing')} />;
  return (
    <>
      {findings.map(({ title, words }) => (
        <Notice kind="warning" title={title}>
          {words && <p>{words}</p>}
        </Notice>
      ))}
    </>
  );
}

interface Finding {
  title: string;
  words?: string | null;
}

function findingsOf({ t, at, servers, waiting, failed }: Parameters<typeof Attention>[0]): Finding[] {
  const oldest = waiting.at(-1);
  return [
    ...(servers.length === 0 ? [{ title: t('overview.no_server') }] : []),
    ...servers.flatMap(({ name, state, failing_since, last_words }) =>
      state === 'failing' && failing_since
        ? [{ title: t('overview.server_failing', { server: name, since: at(failing_since) }), words: last_words }]
        : [],
    ),
    ...(oldest ? [{ title: t('overview.waiting', { count: waiting.length, since: at(oldest.created_at) }) }] : []),
    ...(failed > 0 ? [{ title: t('overview.failed', { count: failed }) }] : []),
  ];
}

function Servers({ t, servers }: { t: Translate; servers: ServerRecord[] }) {
  return (
    <ul class="plain-list">
      {servers.map((server) => (
        <li>
          <strong>{server.name}</strong>{' '}
          <span class="quiet">
            {server.smtp_host}:{server.smtp_port}
          </span>{' '}
          · {t(`overview.server.${server.state}`)}
        </li>
      ))}
    </ul>
  );
}

function LatestResets({ t, at, resets }: { t: Translate; at: At; resets: ResetLine[] }): Child {
  if (resets.length === 0) return <p class="quiet">{t('overview.resets.none')}</p>;
  return (
    // A wide table scrolls inside its own frame, by keyboard, too.
    <section class="scroll" tabindex={0} aria-label={t('overview.resets')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('overview.resets.at')}</th>
            <th scope="col">{t('overview.resets.who')}</th>
            <th scope="col">{t('overview.resets.source')}</th>
            <th scope="col">{t('overview.resets.state')}</th>
          </tr>
        </thead>
        <tbody>
          {resets.map((reset) => (
            <tr>
              <td>{at(reset.askedAt)}</td>
              <td>
                {reset.user ? (
                  <>
                    {reset.user.name} <span class="quiet">{reset.user.login}</span>
                  </>
                ) : (
                  <span class="quiet">{t('overview.resets.nobody')}</span>
                )}
              </td>
              <td>{t(`overview.source.${reset.source}`)}</td>
              <td>{whatBecameOf(t, reset)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function whatBecameOf(t: Translate, { state, outcome, reason }: ResetLine): string {
  if (state === 'decided' && outcome === 'print') return t('overview.state.printed');
  if (state === 'decided' && reason !== undefined && reason !== 'send')
    return t(`overview.reason.${reason}` as MessageKey);
  return t(`overview.state.${state}`);
}
