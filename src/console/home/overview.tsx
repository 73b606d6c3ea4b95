import type { Web, WebContext } from '../../http/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { serverPath } from '../mail/paths.ts';
import { ResetsTable } from '../resets/resets-table.tsx';
import { Attention } from './attention.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';

const shownResets = 25;

/** Where staff begin. */
export function addOverview(web: Web, desk: Desk): void {
  web.get('/settings', async (c) => overviewPage(desk, c, await desk.staff(c)));
}

async function overviewPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, caller } = staff;
  const [servers, resets] = await Promise.all([
    desk.mail.servers.list(caller),
    desk.resets.latest(caller, shownResets),
  ]);
  const body = (
    <div class="sheet sheet-full">
      <FirstSteps desk={desk} staff={staff} />
      <Attention desk={desk} staff={staff} />
      <Figures desk={desk} staff={staff} />
      <h2>{t('overview.mail')}</h2>
      <Servers t={t} servers={servers} />
      <h2>{t('overview.resets')}</h2>
      {resets.length === 0 ? (
        <p class="quiet">{t('overview.resets.none')}</p>
      ) : (
        <ResetsTable staff={staff} resets={resets} label={t('overview.resets')} who />
      )}
    </div>
  );
  return desk.show(c, staff, { title: t('overview.title'), body });
}

function Servers({ t, servers }: { t: Translate; servers: ServerRecord[] }) {
  if (servers.length === 0) return <p class="quiet">{t('overview.mail.none')}</p>;
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
