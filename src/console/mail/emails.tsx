import type { Web, WebContext } from '../../http/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { MessageRecord, MessageState } from '../../mail/index.ts';
import { LinkButton } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Empty, Tabs } from '../parts/index.ts';
import { EmailState, kindWords, reasonWords, stateWords } from './email-words.tsx';
import { emailPath, emailsPath } from './paths.ts';

const states: readonly MessageState[] = ['queued', 'sending', 'sent', 'failed', 'bounced', 'outdated', 'cancelled'];
const shown = 50;

/** The queue: every letter with its state, newest first. */
export function addEmails(web: Web, desk: Desk): void {
  web.get(emailsPath, async (c) => emailsPage(desk, c, await desk.staff(c)));
}

async function emailsPage(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const { t, caller, me } = staff;
  const { state, cursor } = c.req.query();
  const { items, next } = await desk.mail.list(caller, { state: state || undefined, cursor, limit: shown });
  const at = (iso: string): string => t.moment(Date.parse(iso), me.user.timeZone);
  const address = (query: Record<string, string>): string => `${emailsPath}?${new URLSearchParams(query)}`;
  const ofState = state ? { state } : {};
  return desk.show(c, staff, {
    title: t('console.emails.title'),
    pager: (
      <>
        {cursor && <LinkButton href={address(ofState)}>{t('console.emails.first')}</LinkButton>}
        {next && <LinkButton href={address({ ...ofState, cursor: next })}>{t('console.emails.next')}</LinkButton>}
      </>
    ),
    body: (
      <div class="sheet sheet-full">
        <Tabs
          label={t('console.emails.filter')}
          current={state || 'all'}
          tabs={[
            { key: 'all', text: t('console.emails.all'), href: emailsPath },
            ...states.map((key) => ({ key, text: stateWords(t, key), href: address({ state: key }) })),
          ]}
        />
        {items.length === 0 ? (
          <Empty icon="envelope" title={t('console.emails.none')}>
            <p>{t('console.emails.none.text')}</p>
          </Empty>
        ) : (
          <Letters t={t} at={at} items={items} />
        )}
      </div>
    ),
  });
}

function Letters({ t, at, items }: { t: Translate; at(iso: string): string; items: MessageRecord[] }) {
  return (
    <section class="scroll" tabindex={0} aria-label={t('console.emails.title')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('console.emails.at')}</th>
            <th scope="col">{t('console.emails.to')}</th>
            <th scope="col">{t('console.emails.kind')}</th>
            <th scope="col">{t('console.emails.state')}</th>
            <th scope="col">{t('console.emails.attempts')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((letter) => (
            <tr>
              <td>{at(letter.created_at)}</td>
              <td>
                <a href={emailPath(letter.id)}>{letter.to.name || letter.to.address}</a>{' '}
                <span class="quiet">{letter.to.address}</span>
              </td>
              <td>{kindWords(t, letter.kind)}</td>
              <td>
                <EmailState t={t} state={letter.state} />
                {letter.reason && <p class="quiet">{reasonWords(t, letter.reason)}</p>}
              </td>
              <td data-head={t('console.emails.attempts')}>{letter.attempts.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
