import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import type { ResetRecord } from '../../resets/index.ts';
import { Address, RefusalNotice } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { ActionMenu, Confirm, Steps } from '../parts/index.ts';
import {
  askCheck,
  CheckForm,
  type CheckPage,
  howOf,
  mailCode,
  mustCheck,
  sealOnce,
  shownWhereChecked,
} from '../user/ask-check.tsx';
import { tellLetter } from '../user/letter-state.ts';
import { resetPath, resetsPath } from './paths.ts';
import { Timeline } from './timeline.tsx';
import { checkText, decisionText, isUndelivered, purposeText, sourceText, stateText } from './words.ts';

interface Shown {
  staff: Staff;
  reset: ResetRecord;
  user: User | undefined;
}

/** One reset: what happened to it, step by step, and what can be done about it. */
export function addReset(web: Web, desk: Desk): void {
  const path = `${resetsPath}/:id`;

  web.get(path, async (c) => showReset(desk, c, await find(desk, c)));

  web.get(`${path}/resend`, async (c) => {
    const shown = await find(desk, c);
    const page = pageOf(shown);
    if (!page) throw new Refusal('not_found', {});
    await desk.audit.admit(shown.staff.caller, 'resets.send', page.user);
    return askCheck(desk, c, shown.staff, page);
  });

  web.post(`${path}/resend`, async (c) => {
    const shown = await find(desk, c);
    const { staff, reset } = shown;
    const typed = readForm(c, CheckForm);
    const page = pageOf(shown);
    if (!page) throw new Refusal('not_found', {});
    if (typed.mail_code !== undefined) return mailCode(desk, c, staff, { ...page, typed });
    const how = howOf(desk, page.user, typed);
    const sent = await orRefusal(desk.resets.resend(staff.caller, reset.id, how), ...shownWhereChecked);
    if (sent instanceof Refusal && sent.is('approval_needed'))
      return desk.done(c, resetPath(reset.id), await askedAbout(desk, staff, page.user));
    if (sent instanceof Refusal) {
      return (await mustCheck(desk, page.user))
        ? askCheck(desk, c, staff, { ...page, typed, refusal: sent })
        : showReset(desk, c, shown, sent);
    }
    return desk.done(c, resetPath(sent.id), await tellLetter(desk, staff, sent.id));
  });

  web.get(`${path}/cancel`, async (c) => {
    const { staff, reset, user } = await find(desk, c);
    const { t } = staff;
    const here = resetPath(reset.id);
    const body = (
      <Confirm
        title={t('resets.cancel.title')}
        action={`${here}/cancel`}
        yes={t('resets.cancel.yes')}
        danger
        no={t('resets.cancel.no')}
        back={here}
      >
        <p>{t('resets.cancel.text', { name: user?.name ?? t('resets.nobody') })}</p>
      </Confirm>
    );
    return desk.show(c, staff, { title: t('resets.cancel.title'), body });
  });

  web.post(`${path}/cancel`, async (c) => {
    readForm(c, z.object({}));
    const shown = await find(desk, c);
    const cancelled = await orRefusal(desk.resets.cancel(shown.staff.caller, shown.reset.id), 'reset_ended');
    if (cancelled instanceof Refusal) return showReset(desk, c, shown, cancelled);
    const text = shown.staff.t('resets.cancelled');
    return desk.done(c, resetPath(shown.reset.id), { kind: 'success', text });
  });
}

/** Refuses `forbidden` and `not_found`. */
async function find(desk: Desk, c: WebContext): Promise<Shown> {
  const staff = await desk.staff(c);
  const reset = await desk.resets.describe(staff.caller, c.req.param('id') ?? '');
  if (!reset) throw new Refusal('not_found', {});
  const user = reset.user_id === null ? undefined : await desk.users.byId(desk.database.read, reset.user_id);
  return { staff, reset, user };
}

/** Nobody is written to where a reset names nobody. */
function pageOf({ staff: { t }, reset, user }: Shown): CheckPage | undefined {
  if (!user) return undefined;
  const here = resetPath(reset.id);
  return {
    user,
    title: t('resets.action.resend'),
    trail: [
      { text: t('resets.title'), href: resetsPath },
      { text: user.name, href: here },
    ],
    action: `${here}/resend`,
    yes: t('user.send'),
    back: here,
    typed: {},
  };
}

async function showReset(desk: Desk, c: WebContext, shown: Shown, refusal?: Refusal): Promise<Response> {
  const { staff, reset, user } = shown;
  const { t } = staff;
  const asksFirst = user !== undefined && (await mustCheck(desk, user));
  const body = (
    <div class="record">
      {refusal && <RefusalNotice t={t} refusal={refusal} />}
      <section class="card" aria-label={t('resets.facts')}>
        <Way {...shown} />
        <Facts {...shown} />
      </section>
      <section class="card" aria-labelledby="timeline">
        <h2 id="timeline">{t('resets.timeline')}</h2>
        <Timeline staff={staff} moments={reset.timeline} />
      </section>
    </div>
  );
  return desk.show(c, staff, {
    title: user?.name ?? t('resets.nobody'),
    trail: [{ text: t('resets.title'), href: resetsPath }],
    gear: <Actions {...shown} asksFirst={asksFirst} once={user && sealOnce(desk, user)} />,
    body,
    refusal,
  });
}

/** Only what may be done and would do something. */
function Actions({
  staff: { t, caller },
  reset,
  user,
  asksFirst,
  once,
}: Shown & { asksFirst: boolean; once: string | undefined }) {
  if (!user || once === undefined) return null;
  const here = resetPath(reset.id);
  const lives = reset.decision?.outcome !== 'drop' && ['decided', 'sent', 'opened'].includes(reset.state);
  const resend = asksFirst ? { href: `${here}/resend`, dialog: true } : { post: `${here}/resend`, fields: { once } };
  const actions = [
    ...(may(caller, 'resets.send', user) ? [{ text: t('resets.action.resend'), ...resend }] : []),
    ...(lives && may(caller, 'resets.cancel', user)
      ? [{ text: t('resets.action.cancel'), href: `${here}/cancel`, dialog: true, danger: true }]
      : []),
    { text: t('resets.action.why'), href: `${resetsPath}/why?address=${encodeURIComponent(user.login)}` },
  ];
  return <ActionMenu label={t('resets.actions')} actions={actions} />;
}

const way: readonly string[] = ['asked', 'decided', 'sent', 'opened', 'completed'];

/** A link that was printed was never sent. */
function wayOf({ decision }: ResetRecord): readonly string[] {
  return decision?.outcome === 'print' ? way.filter((step) => step !== 'sent') : way;
}

/** How one ended that nobody got a letter of. */
function endingOf({ state, decision }: ResetRecord): 'dropped' | 'undelivered' | undefined {
  if (!decision) return undefined;
  if (decision.outcome === 'drop') return 'dropped';
  return isUndelivered({ state, ...decision }) ? 'undelivered' : undefined;
}

/** Where it stands; one that went no further ends with how it ended. */
function Way({ staff: { t }, reset }: Shown) {
  const { state } = reset;
  const ending = endingOf(reset);
  const steps = way.includes(state) && !ending ? wayOf(reset) : ['asked', state];
  const text = (key: string): string =>
    ending && key === state ? t(`resets.state.${ending}`) : stateText(t, key as ResetRecord['state']);
  return (
    <Steps
      label={t('resets.state')}
      current={state}
      steps={[...new Set(steps)].map((key) => ({ key, text: text(key) }))}
    />
  );
}

function Facts({ staff, reset, user }: Shown) {
  const { t, me } = staff;
  const at = (iso: string): string => t.moment(new Date(iso).getTime(), me.user.timeZone);
  return (
    <dl class="facts">
      <dt>{t('resets.who')}</dt>
      <dd>
        {user ? (
          <>
            <a href={`/settings/users/${user.id}`}>{user.name}</a>{' '}
            <span class="quiet">
              <Address address={user.login} />
            </span>
          </>
        ) : (
          t('resets.nobody')
        )}
      </dd>
      <dt>{t('resets.purpose')}</dt>
      <dd>{`${purposeText(t, reset.purpose)}, ${sourceText(t, reset.source)}`}</dd>
      <dt>{t('resets.asked_at')}</dt>
      <dd>{at(reset.asked_at)}</dd>
      <dt>{t('resets.expires_at')}</dt>
      <dd>{at(reset.expires_at)}</dd>
      <dt>{t('resets.decision')}</dt>
      <dd>{reset.decision ? decisionText(t, reset.decision) : t('resets.undecided')}</dd>
      <dt>{t('resets.identity_check')}</dt>
      <dd>{checkText(t, reset.identity_check)}</dd>
      {reset.note && (
        <>
          <dt>{t('resets.note')}</dt>
          <dd class="prose">{reset.note}</dd>
        </>
      )}
    </dl>
  );
}
