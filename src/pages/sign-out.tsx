import { sessionCookie, type Web } from '../http/index.ts';
import { formScript, LinkButton, Submit } from '../ui/index.ts';
import { homeOf, type Kit } from './kit.tsx';
import { resetStep } from './link-step.ts';
import { leaveNews } from './notices.tsx';

export function addSignOut(web: Web, kit: Kit): void {
  web.get('/web/session/logout', async (c) => {
    const visitor = await kit.visitor(c);
    const { me, t } = visitor;
    if (!me) return c.redirect('/web/login', 303);
    const title = t('pages.sign_out.title');
    const body = (
      <div class="sheet">
        <h1>{title}</h1>
        <p>{t('pages.sign_out.text', { name: me.user.name })}</p>
        <form method="post" action="/web/session/logout" class="actions">
          <Submit>{t('pages.sign_out.button')}</Submit>
          <LinkButton href={homeOf(me.user)}>{t('pages.sign_out.stay')}</LinkButton>
        </form>
      </div>
    );
    return kit.show(c, visitor, { title, body, scripts: [formScript] });
  });

  web.post('/web/session/logout', async (c) => {
    const { caller } = await kit.visitor(c);
    await kit.sessions.signOut(caller, kit.cookies.read(c, sessionCookie));
    kit.leave(c);
    kit.cookies.clear(c, resetStep);
    leaveNews(kit, c, { kind: 'signed_out' });
    // Whatever of the person's pages the browser still holds; not the cookies, which know this browser again.
    c.header('Clear-Site-Data', '"cache", "storage"');
    return c.redirect('/web/login', 303);
  });
}
