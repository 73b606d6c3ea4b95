import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { readForm, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { formScript, HelpInline, Icon, LinkButton, Rich, Submit, textOf, titleOf } from '../../ui/index.ts';
import type { Company } from '../../users/index.ts';
import type { Kit, Look } from '../kit.tsx';
import { resetStep, type Step } from '../link-step.ts';
import { openForNewLink, sealForNewLink } from '../vouchers.ts';

/** Why a link opens nothing. */
export const dead = ['link_expired', 'link_used', 'link_unknown'] as const;

type Dead = Refusal<(typeof dead)[number]>;

export function isDeadLink(refusal: Refusal | undefined): refusal is Dead {
  return dead.some((code) => refusal?.is(code));
}

interface Shown {
  refusal: Dead;
  /** What the browser came with; without it there is nobody to send a new link to. */
  step?: Step | undefined;
}

/**
 * One of three pages: expired, used, or any other token. The browser forgets the link with it, so that the next visit
 * finds the form that asks for one; the button of an expired link carries what it needs.
 */
export async function showDeadLink(kit: Kit, c: WebContext, seen: Look, { refusal, step }: Shown): Promise<Response> {
  if (step) kit.cookies.clear(c, resetStep);
  const look = await lookOf(kit, seen, refusal);
  const { self_service: selfService } = await kit.settings.read(kit.database.read);
  const { t } = look;
  const title = titleOf(t, refusal);
  const body = (
    <div class="sheet">
      <span class="emblem emblem-quiet">
        <Icon name={refusal.is('link_expired') ? 'clock' : 'link'} />
      </span>
      <h1>{title}</h1>
      {bodyOf(kit, { ...look, selfService }, { refusal, step })}
    </div>
  );
  return kit.show(c, look, { title, body, refusal, scripts: [formScript] });
}

function bodyOf(kit: Kit, look: Props, { refusal, step }: Shown): Child {
  if (refusal.is('link_expired')) {
    const voucher = step && sealForNewLink(kit, step.token);
    return <Expired {...look} details={refusal.details} now={kit.clock.now()} voucher={voucher} />;
  }
  if (refusal.is('link_used') && (refusal.details.purpose ?? 'reset') !== 'reset')
    return <Spent t={look.t} refusal={refusal} />;
  return refusal.is('link_used') ? <Used {...look} /> : <Unknown {...look} refusal={refusal} />;
}

interface Props {
  t: Translate;
  company: Company | undefined;
  /** Where people do not ask for links themselves, no button leads to one; whom to contact stands there anyway. */
  selfService: boolean;
}

function Expired({
  t,
  company,
  selfService,
  details,
  now,
  voucher,
}: Props & { details: Refusal<'link_expired'>['details']; now: number; voucher: string | undefined }) {
  const { sentAt, mailed, newerSentAt, passwordChangedAt, timeZone = 'UTC' } = details;
  const at = (moment: number): string => clockOrDate(t, moment, { now, timeZone });
  return (
    <>
      <p>{t(mailed ? 'pages.expired.mailed' : 'pages.expired.made', { at: t.moment(sentAt, timeZone) })}</p>
      {newerSentAt !== undefined && <p>{t('pages.expired.newer', { at: at(newerSentAt) })}</p>}
      {passwordChangedAt !== undefined && <p>{t('pages.expired.changed', { at: at(passwordChangedAt) })}</p>}
      {selfService && voucher === undefined && <ResetButton t={t} />}
      {selfService && voucher !== undefined && (
        <form method="post" action="/web/reset_password/new_link">
          <p>{t('pages.expired.next')}</p>
          <input type="hidden" name="voucher" value={voucher} />
          <Submit busy={t('pages.expired.busy')}>{t('pages.expired.button')}</Submit>
        </form>
      )}
      <p class="quiet">
        <Rich t={t} text="pages.expired.help" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
    </>
  );
}

function Used({ t, company, selfService }: Props) {
  return (
    <>
      <p>{t('pages.used.text')}</p>
      <p>
        <Rich t={t} text="pages.used.next" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
      <p class="actions">
        <LinkButton href="/web/login" kind="primary">
          {t('pages.used.sign_in')}
        </LinkButton>
        {selfService && <LinkButton href="/web/reset_password?ask=1">{t('pages.used.reset')}</LinkButton>}
      </p>
    </>
  );
}

/** A link that never had to do with a password. */
function Spent({ t, refusal }: { t: Translate; refusal: Refusal }) {
  return (
    <>
      <p>{textOf(t, refusal)}</p>
      <p class="actions">
        <LinkButton href="/web/login" kind="primary">
          {t('pages.used.sign_in')}
        </LinkButton>
      </p>
    </>
  );
}

function Unknown({ t, company, selfService, refusal }: Props & { refusal: Refusal }) {
  return (
    <>
      <p>{textOf(t, refusal)}</p>
      {selfService && <ResetButton t={t} />}
      <p class="quiet">
        <Rich t={t} text="pages.unknown.help" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
    </>
  );
}

function ResetButton({ t }: { t: Translate }) {
  return (
    <p class="actions">
      <LinkButton href="/web/reset_password?ask=1" kind="primary">
        {t('pages.used.reset')}
      </LinkButton>
    </p>
  );
}

/** A time of the last day by the clock alone, an older one with its date. */
function clockOrDate(t: Translate, at: number, { now, timeZone }: { now: number; timeZone: string }): string {
  const dayOf = (moment: number): string =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' }).format(moment);
  return dayOf(at) === dayOf(now) ? t.timeOfDay(at, timeZone) : t.moment(at, timeZone);
}

/** The words and the look of the person whose link it was, where that is known. */
async function lookOf({ users, database, locale }: Kit, seen: Look, { details }: Dead): Promise<Look> {
  if (!('companyId' in details) || details.companyId === undefined) return seen;
  const company = await users.companyOf(database.read, details.companyId);
  return details.language === undefined ? { ...seen, company } : { t: locale.in(details.language), company };
}

const NewLinkForm = z.object({ voucher: z.string() });

/** A new link to the same person: whoever presses the button learns nothing. */
export async function sendNewLink(kit: Kit, c: WebContext): Promise<Response> {
  const token = openForNewLink(kit, readForm(c, NewLinkForm).voucher);
  if (token === undefined) throw new Refusal('link_unknown', {});
  await kit.resets.askAgain(c.get('caller'), token);
  return c.redirect('/web/reset_password/sent', 303);
}
