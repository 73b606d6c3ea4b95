import type { Child } from 'hono/jsx';
import { type FactorRemoval, type FactorsOfUser, isAnyDisowned } from '../../factors/index.ts';
import { may } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { isIdentityCheck } from '../../resets/index.ts';
import type { UserSession } from '../../sessions/index.ts';
import { Notice, Submit } from '../../ui/index.ts';
import type { ShownUser } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Place } from '../list/index.ts';
import { Badge } from '../parts/index.ts';
import { PersonLimits } from '../resets/limits.tsx';
import { actPath } from './paths.ts';

/** Since when the password holds, what is demanded besides, and where the user is signed in. */
export async function securityTab(
  desk: Desk,
  staff: Staff,
  { user, password }: ShownUser,
  place: Place | undefined,
): Promise<Child> {
  const { t, me, caller } = staff;
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  const sessions = await desk.sessions.of(caller, user.id);
  const limits = await desk.resets.limitsOf(caller, user.id);
  return (
    <section class="user-part">
      <h2>{t('user.password')}</h2>
      <p>
        {password
          ? t('user.password.since', { at: at(password.changedAt), policy: password.policy })
          : t('user.password.none')}
      </p>
      <h2>{t('user.factors')}</h2>
      <SecondFactors
        t={t}
        name={user.name}
        factors={await desk.factors.of(desk.database.read, user.id)}
        missing={await desk.factors.missing(desk.database.read, user)}
      />
      <LastRemoval t={t} removal={await desk.factors.lastRemoval(desk.database.read, user.id)} at={at} />
      <h2>{t('user.sessions')}</h2>
      {sessions.length === 0 ? (
        <p class="quiet">{t('user.sessions.none')}</p>
      ) : (
        <ul class="sessions">
          {sessions.map((session) => (
            <SessionItem
              staff={staff}
              endPath={actPath(user.id, 'end-sessions', place)}
              session={session}
              mayEnd={may(caller, 'sessions.end', user)}
            />
          ))}
        </ul>
      )}
      <h2>{t('limits.user')}</h2>
      <PersonLimits staff={staff} person={limits} back="user" place={place} />
    </section>
  );
}

function SecondFactors(props: { t: Translate; name: string; factors: FactorsOfUser; missing: boolean }) {
  const { t, name, factors, missing } = props;
  const { totp, passkeys, recoveryCodes, rememberedDevices } = factors;
  if (missing) return <Notice kind="warning" title={t('user.factors.missing')} />;
  if (!totp && passkeys.length === 0) return <p class="quiet">{t('user.factors.none')}</p>;
  const disowned = <Badge tone="bad">{t('user.factors.disowned')}</Badge>;
  const foreign = passkeys.filter((passkey) => passkey.disowned).length;
  const own = passkeys.length - foreign;
  return (
    <>
      <ul class="plain-list">
        {totp && (
          <li>
            {t('user.factors.app')} {totp.disowned && disowned}
          </li>
        )}
        {own > 0 && <li>{t('user.factors.passkeys', { count: own })}</li>}
        {foreign > 0 && (
          <li>
            {t('user.factors.passkeys', { count: foreign })} {disowned}
          </li>
        )}
        <li>{t('user.factors.codes', { count: recoveryCodes })}</li>
        {rememberedDevices > 0 && <li>{t('user.factors.devices', { count: rememberedDevices })}</li>}
      </ul>
      {isAnyDisowned(factors) && <p>{t('user.factors.disowned.text', { name })}</p>}
    </>
  );
}

function LastRemoval(props: { t: Translate; removal: FactorRemoval | undefined; at: (moment: number) => string }) {
  const { t, removal, at } = props;
  if (!removal) return null;
  const { identityCheck, note } = removal;
  const check = isIdentityCheck(identityCheck) ? t(`user.check.${identityCheck}`) : identityCheck;
  return (
    <p class="quiet">
      {t('user.factors.last_removal', { at: at(removal.at), check })} {note !== '' && <bdi>{note}</bdi>}
    </p>
  );
}

function SessionItem(props: { staff: Staff; endPath: string; session: UserSession; mayEnd: boolean }) {
  const { staff, endPath, session, mayEnd } = props;
  const { t, me } = staff;
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  return (
    <li class="session">
      <div class="session-words">
        <p id={`session-${session.id}`}>{session.agent ?? t('user.session.unknown')}</p>
        <p class="quiet">
          <span>{session.address ?? t('user.session.nowhere')}</span>
          <span>{t('user.session.seen', { at: at(session.lastSeenAt) })}</span>
          <span>{t('user.session.since', { at: at(session.createdAt) })}</span>
        </p>
      </div>
      {mayEnd && (
        <form method="post" action={endPath} class="form-narrow">
          <Submit kind="secondary" name="session" value={session.id} describedBy={`session-${session.id}`}>
            {t('user.session.end')}
          </Submit>
        </form>
      )}
    </li>
  );
}
