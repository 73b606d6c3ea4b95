import { z } from 'zod';
import { readForm, type Web, type WebContext } from '../../http/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { Explanation, MeantPerson, ToldReset } from '../../resets/index.ts';
import { Address, LinkButton, Submit, TextField } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { actPath } from '../user/paths.ts';
import { adviceFor, adviceForOne } from './advice.tsx';
import { resetPath, resetsPath } from './paths.ts';
import { outcomeText, sourceText } from './words.ts';

const path = `${resetsPath}/why`;
const LiftForm = z.object({ user: z.string(), address: z.string() });

/** "Why no mail?": what is typed is looked up, everything about it is told, and what to do next. */
export function addWhy(web: Web, desk: Desk): void {
  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    const typed = (c.req.query('address') ?? '').slice(0, 320);
    return showWhy(desk, c, staff, { typed, told: await desk.resets.explain(staff.caller, typed) });
  });

  web.post(`${path}/lift`, async (c) => {
    const staff = await desk.staff(c);
    const { user: id, address } = readForm(c, LiftForm);
    const user = await desk.users.byId(desk.database.read, id);
    if (!user) throw new Refusal('not_found', {});
    await desk.resets.liftLimits(staff.caller, id);
    const text = staff.t('why.lifted', { name: user.name });
    return desk.done(c, `${path}?address=${encodeURIComponent(address)}`, { kind: 'success', text });
  });
}

interface Shown {
  typed: string;
  told: Explanation | undefined;
}

function showWhy(desk: Desk, c: WebContext, staff: Staff, { typed, told }: Shown): Response | Promise<Response> {
  const { t } = staff;
  const body = (
    <div class="record">
      <section class="card" aria-label={t('why.title')}>
        <p>{t('why.intro')}</p>
        <form method="get" action={path} class="why-form">
          <TextField
            name="address"
            label={t('why.address')}
            hint={t('why.address.hint')}
            input={{
              value: typed,
              autocomplete: 'off',
              spellcheck: false,
              autocapitalize: 'none',
              required: true,
              autofocus: !told,
            }}
          />
          <Submit>{t('why.look')}</Submit>
        </form>
      </section>
      {told && <Answer staff={staff} told={told} typed={typed} />}
    </div>
  );
  const trail = [{ text: t('resets.title'), href: resetsPath }];
  return desk.show(c, staff, { title: t('why.title'), trail, body });
}

function Answer({ staff, told, typed }: { staff: Staff; told: Explanation; typed: string }) {
  const { t, me } = staff;
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  return (
    <>
      <section class="card" aria-labelledby="next" tabindex={-1} autofocus>
        <h2 id="next">{t('why.next')}</h2>
        <ul>
          {adviceFor(staff, told, at).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
      <section class="card" aria-labelledby="asks">
        <h2 id="asks">{t('why.asks')}</h2>
        {told.asks.length === 0 ? (
          <p class="quiet">{t('why.asks.none', { since: at(told.askedSince) })}</p>
        ) : (
          <ResetLines staff={staff} resets={told.asks} />
        )}
      </section>
      <section class="card" aria-labelledby="people">
        <h2 id="people">{t('why.people')}</h2>
        {told.people.length === 0 && <p class="quiet">{t('why.people.none')}</p>}
        {told.people.map((person) => (
          <Meant staff={staff} person={person} typed={typed} isOneOfSeveral={told.people.length > 1} />
        ))}
      </section>
      {told.near.length > 0 && (
        <section class="card" aria-labelledby="near">
          <h2 id="near">{t('why.near')}</h2>
          <p class="quiet">{t('why.near.text')}</p>
          <ul class="plain-list">
            {told.near.map((user) => (
              <li>
                <Who user={user} /> <a href={`${path}?address=${encodeURIComponent(user.login)}`}>{t('why.title')}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <MailState staff={staff} told={told} />
    </>
  );
}

function Who({ user }: { user: User }) {
  return (
    <>
      <a href={`/settings/users/${user.id}`}>{user.name}</a>{' '}
      <span class="quiet">
        <Address address={user.login} />
        {user.email !== undefined && user.email !== user.login && (
          <>
            , <Address address={user.email} />
          </>
        )}
      </span>
    </>
  );
}

interface MeantProps {
  staff: Staff;
  person: MeantPerson;
  typed: string;
  isOneOfSeveral: boolean;
}

function Meant({ staff, person, typed, isOneOfSeveral }: MeantProps) {
  const { t, me, caller } = staff;
  const { user, unreachable, limitedUntil, pausedUntil, signInsUntil, approval, sharedWith } = person;
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  const heldBack = [limitedUntil, pausedUntil, signInsUntil].some((until) => until !== undefined);
  return (
    <article class="meant">
      <h3>
        <Who user={user} />
      </h3>
      <p class="meant-tags">
        {unreachable && <span class="tag tag-bad">{t(`why.unreachable.${unreachable}`)}</span>}
        {limitedUntil !== undefined && (
          <span class="tag tag-warn">{t('why.limited', { until: at(limitedUntil) })}</span>
        )}
        {pausedUntil !== undefined && <span class="tag tag-warn">{t('why.paused', { until: at(pausedUntil) })}</span>}
        {signInsUntil !== undefined && (
          <span class="tag tag-warn">{t('why.sign_ins', { until: at(signInsUntil) })}</span>
        )}
        {approval && <span class="tag tag-warn">{t('why.approval', { since: at(approval.askedAt) })}</span>}
        {sharedWith.length > 0 && (
          <span class="tag tag-info">
            {t('why.shared', { names: sharedWith.map(({ login }) => login).join(', ') })}
          </span>
        )}
      </p>
      {isOneOfSeveral && adviceForOne(staff, person, at).map((line) => <p>{line}</p>)}
      <div class="meant-acts">
        {!unreachable && may(caller, 'resets.send', user) && (
          <LinkButton href={actPath(user.id, 'send-reset', undefined)}>{t('why.send', { name: user.name })}</LinkButton>
        )}
        {heldBack && may(caller, 'resets.lift_limits', user) && (
          <form method="post" action={`${path}/lift`}>
            <input type="hidden" name="user" value={user.id} />
            <input type="hidden" name="address" value={typed} />
            <Submit kind="secondary">{t('why.lift', { name: user.name })}</Submit>
          </form>
        )}
      </div>
      <h4>{t('why.latest')}</h4>
      {person.resets.length === 0 ? (
        <p class="quiet">{t('why.latest.none')}</p>
      ) : (
        <ResetLines staff={staff} resets={person.resets} of={user} />
      )}
    </article>
  );
}

/** `of` is whose all of them are, where that is told already. */
function ResetLines({ staff: { t, me }, resets, of }: { staff: Staff; resets: ToldReset[]; of?: User }) {
  return (
    <ul class="reset-lines">
      {resets.map(({ reset, letter }) => (
        <li>
          <a href={resetPath(reset.id)}>{t.moment(reset.askedAt, me.user.timeZone)}</a>{' '}
          <span>{[sourceText(t, reset.source), becameOf(t, reset, letter)].join(': ')}</span>
          {reset.user && !of && (
            <span class="quiet">
              {' '}
              <Address address={reset.user.login} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Until a link was opened, what became of the letter is what is to be known of a reset. */
function becameOf(t: Translate, reset: ToldReset['reset'], letter: ToldReset['letter']): string {
  const isOnItsWay = reset.state === 'decided' || reset.state === 'sent';
  return letter && isOnItsWay ? t(`resets.letter.${letter.state}`) : outcomeText(t, reset);
}

function mailState({ ready, stopped }: Explanation): MessageKey {
  if (stopped) return 'why.mail.stopped';
  return ready ? 'why.mail.ready' : 'why.mail.not_ready';
}

function MailState({ staff: { t, me }, told }: { staff: Staff; told: Explanation }) {
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  return (
    <section class="card" aria-labelledby="mail">
      <h2 id="mail">{t('why.mail')}</h2>
      <p>{t(mailState(told))}</p>
      {told.waitingSince !== undefined && <p>{t('why.mail.waiting', { since: at(told.waitingSince) })}</p>}
      <ul class="plain-list">
        {told.servers.map((server) => (
          <li>
            {t('why.mail.server', { server: server.name, state: t(`overview.server.${server.state}`) })}
            {server.last_words && <span class="quiet"> {server.last_words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
