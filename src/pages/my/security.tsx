import { z } from 'zod';
import { factorsPath, type Person, readForm, type Web, type WebContext } from '../../http/index.ts';
import { type Device, deviceOf } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { SessionLine } from '../../sessions/index.ts';
import { formScript, Icon, LinkButton, Submit } from '../../ui/index.ts';
import type { Kit } from '../kit.tsx';
import { leaveNews, NewsNotice, takeNews } from '../notices.tsx';
import { apiKeysPath } from './api-keys.tsx';
import { MyMenu } from './menu.tsx';

/** `others`, or the id of the one session to end. */
const EndForm = z.object({ end: z.string() });

export function addOwnSessions(web: Web, kit: Kit): void {
  web.get('/my/security', async (c) => sessionsPage(kit, c, await kit.person(c)));

  web.post('/my/security', async (c) => {
    const person = await kit.person(c);
    const { end } = readForm(c, EndForm);
    leaveNews(kit, c, { kind: 'sessions_ended', count: await endSessions(kit, person, end) });
    return c.redirect('/my/security', 303);
  });
}

async function endSessions(kit: Kit, { caller, me }: Person, end: string): Promise<number> {
  if (end === 'others') return kit.sessions.endOthers(caller, me.sessionId);
  await kit.sessions.end(caller, end);
  return 1;
}

async function sessionsPage(kit: Kit, c: WebContext, person: Person): Promise<Response> {
  const { t, me, caller } = person;
  const sessions = await kit.sessions.list(caller, me.sessionId);
  const title = t('pages.security.title');
  const body = (
    <div class="sheet sheet-middle">
      <h1>{title}</h1>
      <NewsNotice t={t} news={takeNews(kit, c)} />
      <p class="lead">{t('pages.security.text')}</p>
      {sessions.length > 1 ? (
        <form method="post" action="/my/security">
          <Submit kind="danger" name="end" value="others" busy={t('pages.security.ending')}>
            {t('pages.security.end_others')}
          </Submit>
        </form>
      ) : (
        <p class="quiet">{t('pages.security.alone')}</p>
      )}
      <p class="actions">
        <LinkButton href={factorsPath}>{t('factors.own.title')}</LinkButton>
        <LinkButton href={apiKeysPath}>{t('api_keys.title')}</LinkButton>
      </p>
      <ul class="sessions">
        {sessions.map((session) => (
          <SessionItem t={t} session={session} timeZone={me.user.timeZone} />
        ))}
      </ul>
    </div>
  );
  return kit.show(c, person, {
    title,
    body,
    menu: <MyMenu t={t} role={me.user.role} current="security" />,
    scripts: [formScript],
  });
}

function SessionItem({ t, session, timeZone }: { t: Translate; session: SessionLine; timeZone: string }) {
  const device = deviceOf(session.agent);
  return (
    <li class="session">
      <Icon name={device.handheld ? 'phone' : 'device'} />
      <div class="session-words">
        <p id={`session-${session.id}`}>
          <strong>{deviceWords(t, device)}</strong>
          {session.current && <span class="badge">{t('pages.security.this')}</span>}
          {session.newBrowser && <span class="badge">{t('pages.security.new')}</span>}
        </p>
        <p class="quiet">
          <span>{session.address ?? t('pages.security.nowhere')}</span>
          <span>{t('pages.security.seen', { at: t.moment(session.lastSeenAt, timeZone) })}</span>
          <span>{t('pages.security.since', { at: t.moment(session.createdAt, timeZone) })}</span>
        </p>
      </div>
      {!session.current && (
        <form method="post" action="/my/security">
          <Submit
            kind="secondary"
            name="end"
            value={session.id}
            describedBy={`session-${session.id}`}
            busy={t('pages.security.ending')}
          >
            {t('pages.security.end')}
          </Submit>
        </form>
      )}
    </li>
  );
}

function deviceWords(t: Translate, { browser, system }: Device): string {
  if (browser && system) return t('pages.device.on', { browser, system });
  return browser ?? system ?? t('pages.device.unknown');
}
