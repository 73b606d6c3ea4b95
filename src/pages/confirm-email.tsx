import { z } from 'zod';
import { orRefusal, type Person, readForm, type Web, type WebContext } from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';
import { Address, formScript, Icon, LinkButton, RefusalNotice, Rich, Submit } from '../ui/index.ts';
import type { Kit } from './kit.tsx';
import { addLinkPage, confirmEmailStep, demandStep, type Step } from './link-step.ts';
import { leaveNews } from './notices.tsx';

const ConfirmEmailForm = z.object({ link: z.string().optional() });

/** The link in "Confirm your email address". Following it only asks, and only whoever is signed in to the account. */
export function addConfirmEmail(web: Web, kit: Kit): void {
  addLinkPage(web, kit, confirmEmailStep, {
    async follow(_, token) {
      await kit.resets.showEmailProof(token);
      return {};
    },
    show: async (c) => askPage(kit, c, demandStep(kit, c, confirmEmailStep)),
  });

  web.post('/web/confirm_email', async (c) => {
    const step = demandStep(kit, c, confirmEmailStep);
    const { link: linkId = '' } = readForm(c, ConfirmEmailForm);
    const { caller } = await kit.person(c);
    const confirming = kit.resets.confirmEmail(caller, step.token, { linkId, browser: step.mark });
    const confirmed = await orRefusal(confirming, 'busy', 'forbidden', 'email_is_login', 'login_is_email');
    if (confirmed instanceof Refusal) return askPage(kit, c, step, confirmed);
    leaveNews(kit, c, { kind: 'email_confirmed', address: confirmed.email });
    return c.redirect('/my', 303);
  });
}

async function askPage(kit: Kit, c: WebContext, step: Step, refused?: Refusal): Promise<Response> {
  const { id, user, company, email } = await kit.resets.showEmailProof(step.token);
  const person = await kit.person(c);
  if (person.me.user.id !== user.id) return otherPage(kit, c, person, user.login);
  const t = kit.locale.in(user.language);
  const title = t('pages.confirm_email.title');
  const of = { login: <Address address={user.login} />, address: <Address address={email} /> };
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name="envelope" />
      </span>
      <h1>{title}</h1>
      <RefusalNotice t={t} refusal={refused} />
      <p class="lead">
        <Rich t={t} text="pages.confirm_email.text" params={{ company: company.name }} of={of} />
      </p>
      <form method="post" action="/web/confirm_email">
        <input type="hidden" name="link" value={id} />
        <Submit busy={t('pages.confirm_email.busy')}>{t('pages.confirm_email.button')}</Submit>
      </form>
    </div>
  );
  return kit.show(c, { t, company }, { title, body, refusal: refused, scripts: [formScript] });
}

/** In a browser where somebody else is signed in. */
function otherPage(kit: Kit, c: WebContext, person: Person, login: string): Response | Promise<Response> {
  const { t, me } = person;
  const title = t('pages.confirm_email.title');
  const of = { other: <Address address={me.user.login} />, login: <Address address={login} /> };
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      <p class="lead">
        <Rich t={t} text="pages.confirm_email.other" of={of} />
      </p>
      <p class="actions">
        <LinkButton href="/web/session/logout" kind="primary">
          {t('pages.sign_out.title')}
        </LinkButton>
      </p>
    </div>
  );
  return kit.show(c, person, { title, body, status: 403 });
}
