import type { FactorsOfUser } from '../../factors/index.ts';
import { factorsPath, safeRedirect, type WebContext } from '../../http/index.ts';
import type { Translate } from '../../locale/index.ts';
import { notMeLife } from '../../resets/index.ts';
import { HelpInline, Icon, LinkButton, Rich } from '../../ui/index.ts';
import { EndedList } from '../ended-list.tsx';
import { homeOf, type Kit } from '../kit.tsx';
import { withRedirect } from '../with-redirect.ts';

/**
 * Signed in after a reset: what was ended, who else should know, and on to where the person wanted to go. Whoever signs in
 * afresh meanwhile, as where the second factor took too long, goes there at once: the address says it, too.
 */
export async function showDone(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  const { me, t, company } = visitor;
  const redirect = safeRedirect(c.req.query('redirect'));
  if (!me) return c.redirect(withRedirect('/web/login', redirect), 303);
  const done = me.resetId === undefined ? undefined : await kit.resets.completedBy(me.resetId);
  if (!done) return c.redirect(redirect ?? homeOf(me.user), 303);
  const title = t('pages.done.title');
  const factors = await kit.factors.of(kit.database.read, me.user.id);
  const recent = addedSince(t, factors, kit.clock.now() - notMeLife);
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name="check" />
      </span>
      <h1>{title}</h1>
      <p class="lead">{t('pages.done.signed_in', { name: me.user.name })}</p>
      <Recent t={t} recent={recent} timeZone={me.user.timeZone} />
      <h2>{t('pages.done.ended')}</h2>
      <EndedList t={t} ended={done.ended} />
      <h2>{t('pages.done.tell')}</h2>
      <ul>
        <li>{t('pages.done.tell.manager')}</li>
        <li>{t('pages.done.tell.devices')}</li>
        <li>
          <Rich t={t} text="pages.done.tell.help" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
        </li>
      </ul>
      <p class="actions">
        <LinkButton href={safeRedirect(done.redirect) ?? homeOf(me.user)} kind="primary">
          {t('pages.done.button')}
        </LinkButton>
      </p>
    </div>
  );
  return kit.show(c, visitor, { title, body });
}

interface Added {
  name: string;
  createdAt: number;
}

function addedSince(t: Translate, { totp, passkeys }: FactorsOfUser, since: number): Added[] {
  const app = totp ? [{ name: t('factors.own.app'), createdAt: totp.createdAt }] : [];
  return [...app, ...passkeys].filter(({ createdAt }) => createdAt >= since);
}

/** Whoever was in before, and unnoticed for as long as "this was not me" works, may have left a way in of their own. */
function Recent({ t, recent, timeZone }: { t: Translate; recent: Added[]; timeZone: string }) {
  if (recent.length === 0) return null;
  return (
    <>
      <h2>{t('pages.done.factors')}</h2>
      <p>{t('pages.done.factors.text')}</p>
      <ul>
        {recent.map(({ name, createdAt }) => (
          <li>
            <bdi>{name}</bdi>{' '}
            <span class="quiet">{t('factors.own.passkeys.since', { at: t.moment(createdAt, timeZone) })}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={factorsPath}>{t('pages.done.factors.link')}</a>
      </p>
    </>
  );
}
