import { z } from 'zod';
import type { Verification } from '../../audit/index.ts';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { LinkButton, Notice, RefusalNotice, Submit } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { auditPath } from './list.tsx';

const path = `${auditPath}/seal`;

/** How far the record is sealed, whether it still is what was sealed, and all of it as lines of JSON. */
export function addSeal(web: Web, desk: Desk): void {
  web.get(path, async (c) => showSeal(desk, c, await desk.staff(c)));

  web.post(path, async (c) => {
    const staff = await desk.staff(c);
    readForm(c, z.object({}));
    return showSeal(desk, c, staff, await orRefusal(desk.audit.verify(staff.caller), 'limited'));
  });
}

async function showSeal(desk: Desk, c: WebContext, staff: Staff, verified?: Verification | Refusal): Promise<Response> {
  const { t, me, caller } = staff;
  const { sealed, unsealed } = await desk.audit.sealState(caller);
  const refusal = verified instanceof Refusal ? verified : undefined;
  const body = (
    <section class="card" aria-label={t('audit.seal')}>
      <RefusalNotice t={t} refusal={refusal} />
      {verified && !(verified instanceof Refusal) && <Verified staff={staff} verified={verified} />}
      <p>
        {sealed
          ? t('audit.sealed', { upTo: sealed.upTo, at: t.moment(sealed.at, me.user.timeZone) })
          : t('audit.sealed.nothing')}
      </p>
      <p class="quiet">{t('audit.unsealed', { count: unsealed })}</p>
      <p class="quiet">{t('audit.seal.text')}</p>
      <div class="confirm-buttons">
        <form method="post" action={path}>
          <Submit busy={t('audit.verifying')}>{t('audit.verify')}</Submit>
        </form>
        <LinkButton href={`${auditPath}/export?as=json`}>{t('audit.lines')}</LinkButton>
      </div>
    </section>
  );
  const trail = [{ text: t('audit.title'), href: auditPath }];
  return desk.show(c, staff, { title: t('audit.seal'), trail, body, refusal });
}

function Verified({ staff: { t }, verified }: { staff: Staff; verified: Verification }) {
  const [finding] = verified.findings;
  if (!finding) return <Notice kind="success" title={t('audit.verified', { count: verified.sealed })} answer />;
  return (
    <Notice kind="error" title={t('audit.broken')} answer>
      <p>{t('audit.broken.text', { fault: finding.fault, position: finding.position, through: finding.through })}</p>
    </Notice>
  );
}
