import {
  factorsPath,
  leadsBack,
  type Problem,
  safeRedirect,
  type TellProblem,
  type Web,
  type WebContext,
} from '../http/index.ts';
import type { Translate } from '../locale/index.ts';
import { HelpInline, LinkButton, Rich, textOf, titleOf } from '../ui/index.ts';
import type { Company } from '../users/index.ts';
import type { Kit } from './kit.tsx';
import { isDeadLink, showDeadLink } from './reset/dead-link.tsx';
import { signInFirst } from './sign-in-first.ts';
import { withRedirect } from './with-redirect.ts';

/** The page for every refusal that no page shows itself, for a wrong method and for our own bugs. */
export function tellProblem(web: Web, kit: Kit): TellProblem {
  return async (c, problem) => {
    const { refusal, status } = problem;
    if (wantsJson(c)) return c.json({ status, code: refusal?.code ?? 'failed' }, status);
    if (refusal?.is('not_signed_in')) return signInFirst(kit, c, here(web, c));
    if (refusal?.is('factor_missing')) return c.redirect(withRedirect(factorsPath, here(web, c)), 303);
    const visitor = await kit.visitor(c).catch(() => kit.anybody(c)); // the database may be what is away
    if (isDeadLink(refusal)) return showDeadLink(kit, c, visitor, { refusal });
    const requestId = c.get('caller').requestId;
    const title = titleFor(visitor.t, problem);
    const body = (
      <div class="sheet">
        <h1>{title}</h1>
        <ProblemText {...visitor} problem={problem} />
        {status === 500 && <p class="request-id">{requestId}</p>}
        <p class="actions">
          {refusal?.is('link_mismatch') && (
            <LinkButton href={c.req.path} kind="primary">
              {visitor.t('pages.mismatch.go_on')}
            </LinkButton>
          )}
          {refusal?.is('cookies_needed') && refusal.details.what === 'sign_in' && (
            <LinkButton href={withRedirect('/web/login', safeRedirect(c.req.query('redirect')))} kind="primary">
              {visitor.t('pages.sign_in.button')}
            </LinkButton>
          )}
          <LinkButton href="/">{visitor.t('pages.home')}</LinkButton>
        </p>
      </div>
    );
    // The language that is chosen is kept in a cookie, too.
    const mayChooseLanguage = visitor.mayChooseLanguage && !refusal?.is('cookies_needed');
    return kit.show(c, { ...visitor, mayChooseLanguage }, { title, status, body });
  };
}

function titleFor(t: Translate, { refusal, status }: Problem): string {
  if (refusal) return titleOf(t, refusal);
  return t(status === 500 ? 'pages.bug.title' : 'pages.method.title');
}

function ProblemText({ t, company, problem }: { t: Translate; company: Company | undefined; problem: Problem }) {
  if (problem.refusal) return <p>{textOf(t, problem.refusal)}</p>;
  if (problem.status !== 500) return <p>{t('pages.method.text')}</p>;
  return (
    <p>
      <Rich t={t} text="pages.bug.text" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
    </p>
  );
}

function wantsJson(c: WebContext): boolean {
  return (c.req.header('accept') ?? '').startsWith('application/json');
}

/** What is gone back to afterwards, where there is a page: a form that was sent is to be filled in again. */
function here(web: Web, c: WebContext): string | undefined {
  if (!leadsBack(web, c)) return undefined;
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}
