import type { Child } from 'hono/jsx';
import type { WebContext } from '../../http/index.ts';
import { may } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import { Icon, Submit } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { copyScript } from '../files.ts';
import { ActionMenu, Badge, Empty, NewButton } from '../parts/index.ts';
import { findingsText } from './findings.ts';
import { arrowId, serverPath, serversPath } from './paths.ts';
import { ServerMarks, ServerState } from './server-state.tsx';

/** The list of servers in the order in which they are asked, and what is to be known of all of them together. */
export async function serversPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, me, caller } = staff;
  const [servers, depth] = await Promise.all([desk.mail.servers.list(caller), desk.mail.depth()]);
  const at = (iso: string): string => t.moment(Date.parse(iso), me.user.timeZone);
  const mayChange = may(caller, 'mail_servers.change');
  const trouble = desk.mail.trouble();
  const known = { servers, trouble, waiting: depth.queued, now: desk.clock.now() };
  return desk.show(c, staff, {
    title: t('console.servers.title'),
    buttons: mayChange && <NewButton t={t} href={`${serversPath}/new`} />,
    gear: mayChange && (
      <ActionMenu label={t('list.menu')} actions={[{ text: t('list.export'), href: `${serversPath}/export` }]} />
    ),
    scripts: [serversScript, copyScript],
    body: (
      <>
        {servers.length === 0 ? (
          <Empty icon="envelope" title={t('console.servers.empty')}>
            <p>{t('console.servers.empty.text')}</p>
          </Empty>
        ) : (
          <Servers t={t} servers={servers} at={at} now={known.now} mayOrder={mayChange && servers.length > 1} />
        )}
        {mayChange && <Switch t={t} stopped={trouble?.what === 'stopped'} />}
        <Findings t={t} text={findingsText(t, known)} />
      </>
    ),
  });
}

export const serversScript = 'console/browser/mail-servers.js';

interface ServersProps {
  t: Translate;
  servers: ServerRecord[];
  at(iso: string): string;
  now: number;
  mayOrder: boolean;
}

function Servers({ t, servers, at, now, mayOrder }: ServersProps) {
  return (
    <div class="sheet sheet-full">
      <p class="quiet">{t('console.servers.lead')}</p>
      <section class="scroll" tabindex={0} aria-label={t('console.servers.title')}>
        <table class="table servers" data-order={`${serversPath}/order`}>
          <thead>
            <tr>
              {mayOrder && <th scope="col">{t('console.servers.place')}</th>}
              <th scope="col">{t('console.servers.name')}</th>
              <th scope="col">{t('console.servers.host')}</th>
              <th scope="col">{t('console.servers.user')}</th>
              <th scope="col">{t('console.servers.state')}</th>
            </tr>
          </thead>
          <tbody>
            {servers.map((server, index) => (
              <tr data-id={server.id}>
                {mayOrder && (
                  <td>
                    <Place t={t} server={server} index={index} of={servers.length} />
                  </td>
                )}
                <td>
                  <a href={serverPath(server.id)}>{server.name}</a>{' '}
                  {server.from_environment && <Badge>{t('console.servers.environment')}</Badge>}
                </td>
                <td>
                  {server.smtp_host}:{server.smtp_port}
                  <p class="quiet">{t(`console.server.smtp_encryption.${server.smtp_encryption}`)}</p>
                </td>
                {server.smtp_user ? (
                  <td data-head={t('console.servers.user')}>{server.smtp_user}</td>
                ) : (
                  <td class="nothing quiet">–</td>
                )}
                <td>
                  <ServerState t={t} server={server} at={at} /> <ServerMarks t={t} server={server} now={now} />
                  {server.last_words && <p class="quiet">{server.last_words}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Arrows that are buttons of a form; dragging is a comfort beside them. */
function Place({ t, server, index, of }: { t: Translate; server: ServerRecord; index: number; of: number }): Child {
  const { name } = server;
  return (
    <form method="post" action={`${serversPath}/order`} class="place">
      <span class="place-grip" data-grip title={t('console.servers.drag')} hidden aria-hidden="true">
        <Icon name="menu" />
      </span>
      <button
        type="submit"
        class="icon-button"
        id={arrowId('up', server.id)}
        name="up"
        value={server.id}
        disabled={index === 0}
        aria-label={t('console.servers.up', { name })}
      >
        ↑
      </button>
      <button
        type="submit"
        class="icon-button"
        id={arrowId('down', server.id)}
        name="down"
        value={server.id}
        disabled={index === of - 1}
        aria-label={t('console.servers.down', { name })}
      >
        ↓
      </button>
    </form>
  );
}

function Switch({ t, stopped }: { t: Translate; stopped: boolean }) {
  return (
    <div class="sheet sheet-full">
      <form method="post" action={`${serversPath}/mail`} class="mail-switch">
        <Submit
          kind={stopped ? 'primary' : 'secondary'}
          name="outgoing_mail"
          value={stopped ? 'on' : 'stopped'}
          describedBy="mail-switch"
        >
          {t(stopped ? 'console.servers.go_on' : 'console.servers.stop')}
        </Submit>
        <p class="quiet" id="mail-switch">
          {stopped ? t('console.mail.alert.stopped') : t('console.servers.stop.text')}
        </p>
      </form>
    </div>
  );
}

function Findings({ t, text }: { t: Translate; text: string }) {
  return (
    <details class="sheet sheet-full findings" open>
      <summary>{t('console.servers.findings')}</summary>
      <p class="quiet" id="findings-hint">
        {t('console.servers.findings.text')}
      </p>
      <textarea
        class="input findings-text"
        id="findings"
        readonly
        rows={Math.min(16, text.split('\n').length + 1)}
        aria-label={t('console.servers.findings')}
        aria-describedby="findings-hint"
      >
        {text}
      </textarea>
      <button
        type="button"
        class="button button-secondary"
        data-copy="findings"
        data-copied={t('console.servers.copied')}
        hidden
      >
        {t('console.servers.copy')}
      </button>
    </details>
  );
}
