import type { Child } from 'hono/jsx';
import type { Web, WebContext } from '../../http/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import type { ResetLine } from '../../resets/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { serverPath } from '../mail/paths.ts';
import { resetsPath } from '../resets/list.tsx';
import { userPath } from '../user/paths.ts';
import { Attention } from './attention.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';

const shownResets = 25;

/** Where staff begin. */
export function addOverview(web: Web, desk: Desk): void {
  web.get('/settings', async (c) => overviewPage(desk, c, await desk.staff(c)));
}

async function overviewPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, me, caller } = staff;
  const [servers, resets] = await Promise.all([
    desk.mail.servers.list(caller),
    desk.resets.latest(caller, shownResets),
  ]);
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  const body = (
    <div class="sheet sheet-full">
      <FirstSteps desk={desk} staff={staff} />
      <Attention desk={desk} staff={staff} />
      <Figures desk={desk} staff={staff} />
      <h2>{t('overview.mail')}</h2>
      <Servers t={t} servers={servers} />
      <h2>{t('overview.resets')}</h2>
      <LatestResets t={t} at={at} resets={resets} />
    </div>
  );
  return desk.show(c, staff, { title: t('overview.title'), body });
}

type At = (moment: number) => string;

function Servers({ t, servers }: { t: Translate; servers: ServerRecord[] }) {
  return (
    <ul class="plain-list">
      {servers.map((server) => (
        <li>
          <a href={serverPath(server.id)}>{server.name}</a>{' '}
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
              <td>
                <a href={`${resetsPath}/${reset.id}`}>{at(reset.askedAt)}</a>
              </td>
              <td>
                {reset.user ? (
                  <>
                    <a href={userPath(reset.user.id)}>{reset.user.name}</a>{' '}
                    <span class="quiet">{reset.user.login}</span>
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
