import type { Web, WebContext } from '../../http/index.ts';
import { type Caller, may } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { AttemptRecord, MessageRecord } from '../../mail/index.ts';
import { isWarning } from '../../resets/index.ts';
import { Submit } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Badge } from '../parts/index.ts';
import { resetPath } from '../resets/paths.ts';
import { EmailState, kindWords, reasonWords } from './email-words.tsx';
import { emailPath, emailsPath } from './paths.ts';

type At = (iso: string) => string;

/** One letter: where it stands, what was tried, and what can be done. What it says is not kept anywhere. */
export function addEmail(web: Web, desk: Desk): void {
  web.get(`${emailsPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    return emailPage(desk, c, staff, await desk.mail.message(staff.caller, c.req.param('id')));
  });
  web.post(`${emailsPath}/:id/retry`, async (c) => {
    const { caller, t } = await desk.staff(c);
    const { id, to } = await desk.mail.retry(caller, c.req.param('id'));
    return desk.done(c, emailPath(id), { kind: 'info', text: t('console.email.retried', to) });
  });
  web.post(`${emailsPath}/:id/cancel`, async (c) => {
    const { caller, t } = await desk.staff(c);
    const { id, to } = await desk.mail.cancel(caller, c.req.param('id'));
    return desk.done(c, emailPath(id), { kind: 'success', text: t('console.email.cancelled', to) });
  });
}

function emailPage(desk: Desk, c: WebContext, staff: Staff, letter: MessageRecord): Response | Promise<Response> {
  const { t, me, caller } = staff;
  const at: At = (iso) => t.moment(Date.parse(iso), me.user.timeZone);
  return desk.show(c, staff, {
    title: t('console.email.title', { name: letter.to.name || letter.to.address }),
    trail: [{ text: t('console.emails.title'), href: emailsPath }],
    buttons: <Acts t={t} caller={caller} letter={letter} />,
    body: (
      <div class="sheet sheet-full">
        <Facts t={t} at={at} letter={letter} />
        <h2>{t('console.email.attempts')}</h2>
        <Attempts t={t} at={at} attempts={letter.attempts} />
        <p class="quiet">{t('console.email.secret')}</p>
      </div>
    ),
  });
}

function Acts({ t, caller, letter: { id, state, kind } }: { t: Translate; caller: Caller; letter: MessageRecord }) {
  const mayRetry = may(caller, 'messages.retry') && (state === 'queued' || state === 'failed');
  const mayCancel = may(caller, 'messages.cancel') && state === 'queued' && !isWarning(kind);
  return (
    <>
      {mayRetry && (
        <form method="post" action={`${emailPath(id)}/retry`} class="form-narrow">
          <Submit>{t('console.email.retry')}</Submit>
        </form>
      )}
      {mayCancel && (
        <form method="post" action={`${emailPath(id)}/cancel`} class="form-narrow">
          <Submit kind="secondary">{t('console.email.cancel')}</Submit>
        </form>
      )}
    </>
  );
}

function Facts({ t, at, letter }: { t: Translate; at: At; letter: MessageRecord }) {
  const { state, to, reason, sent_at: sent, about } = letter;
  return (
    <dl class="facts">
      <dt>{t('console.emails.state')}</dt>
      <dd>
        <EmailState t={t} state={state} />
      </dd>
      {reason && (
        <>
          <dt>{t('console.email.reason')}</dt>
          <dd>{reasonWords(t, reason)}</dd>
        </>
      )}
      <dt>{t('console.emails.to')}</dt>
      <dd>
        {to.name} <span class="quiet">{to.address}</span>
      </dd>
      <dt>{t('console.emails.kind')}</dt>
      <dd>{kindWords(t, letter.kind)}</dd>
      <dt>{t('console.email.created')}</dt>
      <dd>{at(letter.created_at)}</dd>
      {state === 'queued' && (
        <>
          <dt>{t('console.email.run_at')}</dt>
          <dd>{at(letter.run_at)}</dd>
        </>
      )}
      <dt>{t(sent ? 'console.email.sent_at' : 'console.email.expires_at')}</dt>
      <dd>{at(sent ?? letter.expires_at)}</dd>
      {about && isOfReset(letter) && (
        <>
          <dt>{t('console.email.reset')}</dt>
          <dd>
            <a href={resetPath(about)}>{t('console.email.reset.timeline')}</a>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Other letters are about something else, which has no page. */
function isOfReset({ kind }: MessageRecord): boolean {
  return kind === 'reset' || kind === 'invitation';
}

const tones = { accepted: 'good', temporary: 'warn', permanent: 'bad', unknown: 'warn' } as const;

function Attempts({ t, at, attempts }: { t: Translate; at: At; attempts: AttemptRecord[] }) {
  if (attempts.length === 0) return <p class="quiet">{t('console.email.attempts.none')}</p>;
  return (
    <ol class="attempts">
      {attempts.map((attempt) => (
        <li class="attempt">
          <p>
            <Badge tone={tones[attempt.outcome]}>{t(`console.email.outcome.${attempt.outcome}`)}</Badge>{' '}
            {at(attempt.at)} · {attempt.server ?? t('console.email.no_server')}
          </p>
          <p>{reasonWords(t, attempt.reason)}</p>
          {attempt.reply && <p class="quiet">{t('console.servers.said', { reply: attempt.reply })}</p>}
        </li>
      ))}
    </ol>
  );
}
