import { answerProblems, type Problem, tellerOf, type Web, type WebContext } from '../http/index.ts';
import { isStaff } from '../kernel/index.ts';
import { HelpLine, LinkButton, textOf, titleOf } from '../ui/index.ts';
import type { Desk, Staff } from './desk.tsx';

/** What is refused to staff is told inside the frame, so that they can go on from there; all else as on every page. */
export function addProblems(web: Web, desk: Desk): void {
  const elsewhere = tellerOf(web);
  answerProblems(web, desk.log, async (c, problem) => {
    const staff = isShownHere(c, problem) ? await staffIn(desk, c) : undefined;
    return staff ? problemPage(desk, c, staff, problem) : elsewhere(c, problem);
  });
}

/** A bug may be one of the frame's own. Who is not signed in, or lacks a second factor, is led elsewhere. */
function isShownHere(c: WebContext, { refusal, status }: Problem): boolean {
  const wantsJson = (c.req.header('accept') ?? '').startsWith('application/json');
  const isLedElsewhere = refusal?.is('not_signed_in') || refusal?.is('factor_missing');
  return /^\/settings(\/|$)/.test(c.req.path) && status < 500 && !wantsJson && !isLedElsewhere;
}

async function staffIn(desk: Desk, c: WebContext): Promise<Staff | undefined> {
  const { me, ...visitor } = await desk.visitor(c);
  return me && isStaff(me.user.role) && !me.factorMissing ? { ...visitor, me, t: desk.locale.in('en') } : undefined;
}

function problemPage(desk: Desk, c: WebContext, staff: Staff, { refusal, status }: Problem) {
  const { t } = staff;
  const title = refusal ? titleOf(t, refusal) : t('pages.method.title');
  const body = (
    <div class="sheet">
      <p>{refusal ? textOf(t, refusal) : t('pages.method.text')}</p>
      <p class="actions">
        <LinkButton href="/settings">{t('overview.title')}</LinkButton>
      </p>
      <HelpLine t={t} help={staff.company?.help} />
    </div>
  );
  return desk.show(c, staff, { title, body, status });
}
