import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { LimitedPerson, LimitsNow, Standing } from '../../resets/index.ts';
import { Address, RefusalNotice, Submit, TextField } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { type Place, placeQuery } from '../list/index.ts';
import { Badge } from '../parts/index.ts';
import { placeOf, userPath } from '../user/paths.ts';
import { resetsPath } from './paths.ts';

const path = `${resetsPath}/limits`;
const LiftForm = z.object({ user: z.string(), back: z.enum(['limits', 'user']).default('limits') });

/** What is limited now, for everybody, for people and for a network; and "Lift for this user". */
export function addLimits(web: Web, desk: Desk): void {
  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    const address = c.req.query('address')?.trim() || undefined;
    const told = await orRefusal(desk.resets.limits(staff.caller, address), 'malformed');
    if (!(told instanceof Refusal)) return showLimits(desk, c, staff, { address, told });
    return showLimits(desk, c, staff, { address, told: await desk.resets.limits(staff.caller), refusal: told });
  });

  web.post(`${path}/lift`, async (c) => {
    const staff = await desk.staff(c);
    const { user: id, back } = readForm(c, LiftForm);
    const user = await desk.users.byId(desk.database.read, id);
    if (!user) throw new Refusal('not_found', {});
    await desk.resets.liftLimits(staff.caller, id);
    const text = staff.t('why.lifted', { name: user.name });
    return desk.done(c, back === 'user' ? userPath(id, 'security', placeOf(c)) : path, { kind: 'success', text });
  });
}

interface Shown {
  address: string | undefined;
  told: LimitsNow;
  refusal?: Refusal;
}

function showLimits(desk: Desk, c: WebContext, staff: Staff, { address, told, refusal }: Shown) {
  const { t } = staff;
  const body = (
    <div class="record">
      <RefusalNotice t={t} refusal={refusal} />
      <section class="card" aria-labelledby="people">
        <h2 id="people">{t('limits.people')}</h2>
        <p class="quiet">{t('limits.people.text')}</p>
        {told.people.length === 0 && <p>{t('limits.people.none')}</p>}
        {told.people.map((person) => (
          <article class="meant">
            <h3>
              <a href={userPath(person.user.id)}>{person.user.name}</a>{' '}
              <span class="quiet">
                <Address address={person.user.login} />
              </span>
            </h3>
            <PersonLimits staff={staff} person={person} back="limits" />
          </article>
        ))}
      </section>
      <section class="card" aria-labelledby="all">
        <h2 id="all">{t('limits.installation')}</h2>
        <p class="quiet">{t('limits.installation.text')}</p>
        <Standings staff={staff} standings={told.installation} />
      </section>
      <section class="card" aria-labelledby="network">
        <h2 id="network">{t('limits.network')}</h2>
        <form method="get" action={path} class="why-form">
          <TextField
            name="address"
            label={t('limits.address')}
            hint={t('limits.address.hint')}
            input={{ value: address, autocomplete: 'off', spellcheck: 'false', required: true }}
          />
          <Submit>{t('why.look')}</Submit>
        </form>
        {told.source && <Standings staff={staff} standings={told.source.standings} />}
      </section>
    </div>
  );
  const trail = [{ text: t('resets.title'), href: resetsPath }];
  return desk.show(c, staff, { title: t('limits.title'), trail, body, refusal });
}

interface OfOne {
  staff: Staff;
  person: LimitedPerson;
  back: 'limits' | 'user';
  /** Of the user in the list from which somebody came. */
  place?: Place | undefined;
}

/** How it stands with one user, and the way to let them go on. */
export function PersonLimits({ staff, person, back, place }: OfOne) {
  const { t, me, caller } = staff;
  const { user, standings, pausedUntil } = person;
  const counted = standings.filter(({ count }) => count > 0);
  return (
    <>
      {pausedUntil !== undefined && (
        <p>
          <Badge tone="warn">{t('why.paused', { until: t.moment(pausedUntil, me.user.timeZone) })}</Badge>
        </p>
      )}
      {counted.length === 0 ? (
        <p class="quiet">{t('limits.nothing')}</p>
      ) : (
        <Standings staff={staff} standings={counted} />
      )}
      {(counted.length > 0 || pausedUntil !== undefined) && may(caller, 'resets.lift_limits', user) && (
        <form method="post" action={`${path}/lift${place ? `?${placeQuery(place)}` : ''}`}>
          <input type="hidden" name="user" value={user.id} />
          <input type="hidden" name="back" value={back} />
          <Submit kind="secondary">{t('limits.lift')}</Submit>
        </form>
      )}
    </>
  );
}

function Standings({ staff: { t, me }, standings }: { staff: Staff; standings: Standing[] }) {
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  return (
    <ul class="plain-list">
      {standings.map(({ name, count, max, since, until }) => (
        <li>
          <span>{t('limits.line', { what: ruleText(t, name), count, max })}</span>{' '}
          {count >= max && <Badge tone="warn">{t('limits.full')}</Badge>}{' '}
          {since !== undefined && until !== undefined && (
            <span class="quiet">{t('limits.window', { since: at(since), until: at(until) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

const texts = {
  asks: 'limits.rule.asks',
  'asks per source and minute': 'limits.rule.source_minute',
  'asks per source and hour': 'limits.rule.source_hour',
  'asks per network': 'limits.rule.network',
  'sign-in per source': 'limits.rule.sign_in',
  'sign-in per network': 'limits.rule.sign_in_network',
  'letters per minute': 'limits.rule.letters_minute',
  'letters per hour': 'limits.rule.letters_hour',
  'letters per day': 'limits.rule.letters_day',
  'letters without a link per hour': 'limits.rule.letters_without_link',
  'letters to one mailbox per minute': 'limits.rule.mailbox_minute',
  'letters to one mailbox per hour': 'limits.rule.mailbox_hour',
  'failures per account': 'limits.rule.failures',
  'wrong codes per account': 'limits.rule.wrong_codes',
  'unproven codes per hour': 'limits.rule.unproven_codes_hour',
  'unproven codes per day': 'limits.rule.unproven_codes_day',
  'own password changes': 'limits.rule.own_password',
  'email changes': 'limits.rule.own_email',
  'API keys made': 'limits.rule.keys_made',
  'factors added': 'limits.rule.factors_added',
  'recovery codes drawn': 'limits.rule.codes_drawn',
  'devices forgotten': 'limits.rule.devices_forgotten',
} as const;

function ruleText(t: Translate, name: string): string {
  const text = texts[name as keyof typeof texts] as (typeof texts)[keyof typeof texts] | undefined;
  return text === undefined ? name : t(text);
}
