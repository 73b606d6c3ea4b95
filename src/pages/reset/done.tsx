import { safeRedirect, type WebContext } from '../../http/index.ts';
import { HelpInline, Icon, LinkButton, Rich } from '../../ui/index.ts';
import { EndedList } from '../ended-list.tsx';
import { homeOf, type Kit } from '../kit.tsx';

/** Signed in after a reset: what was ended, who else should know, and on to where the person wanted to go. */
export async function showDone(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  const { me, t, company } = visitor;
  if (!me) return c.redirect('/web/login', 303);
  const done = me.resetId === undefined ? undefined : await kit.resets.completedBy(me.resetId);
  if (!done) return c.redirect(homeOf(me.user), 303);
  const title = t('pages.done.title');
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name="check" />
      </span>
      <h1>{title}</h1>
      <p class="lead">{t('pages.done.signed_in', { name: me.user.name })}</p>
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
