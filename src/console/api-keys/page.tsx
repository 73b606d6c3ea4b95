import type { KeyRecord } from '../../api-keys/index.ts';
import { orRefusal, passwordFirst, readForm, type Web, type WebContext } from '../../http/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import { MadeKey, NewKeyFields, NewKeyForm, type NewKeyInput, RefusalNotice, wantedBy } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { ActionMenu } from '../parts/index.ts';
import { keysPath } from './paths.ts';
import { KeysTable } from './table.tsx';

/** The keys that programs call with: one's own, and for whoever may see them everybody's. */
export function addApiKeys(web: Web, desk: Desk): void {
  web.get(keysPath, async (c) => keysPage(desk, c, await desk.staff(c), {}));

  web.post(keysPath, async (c) => {
    const staff = await desk.staff(c);
    const first = passwordFirst(c, staff, desk.clock.now());
    if (first) return first;
    const form = readForm(c, NewKeyForm);
    const wanted = wantedBy(form, desk.clock.now());
    const made = await orRefusal(
      desk.apiKeys.create(staff.caller, staff.me.user.id, wanted),
      'malformed',
      'too_many_keys',
      'limited',
      'scope_above_role',
    );
    return made instanceof Refusal
      ? keysPage(desk, c, staff, { form, refused: made })
      : keysPage(desk, c, staff, { made });
  });

  web.post(`${keysPath}/:id/revoke`, async (c) => {
    const staff = await desk.staff(c);
    const others = await desk.apiKeys.revoke(staff.caller, c.req.param('id'));
    return desk.done(c, keysPath, { kind: 'success', text: staff.t('api_keys.revoked', { others }) });
  });
}

interface Shown {
  made?: { key: string; record: KeyRecord };
  form?: NewKeyInput;
  refused?: Refusal;
}

async function keysPage(desk: Desk, c: WebContext, staff: Staff, shown: Shown): Promise<Response> {
  const { t, caller } = staff;
  const everybody = may(caller, 'keys.read');
  const keys = await desk.apiKeys.list(caller, { everybody, cursor: c.req.query('cursor') });
  const { made, form, refused } = shown;
  const body = (
    <div class="sheet sheet-full">
      {made && <MadeKey t={t} made={made} />}
      {refused && !refused.is('malformed') && <RefusalNotice t={t} refusal={refused} />}
      <p class="lead">
        {t('console.api_keys.text')} <a href="/api/docs">{t('api_keys.docs')}</a>
      </p>
      <KeysTable staff={staff} path={keysPath} keys={keys} everybody={everybody} now={desk.clock.now()} />
      <h2>{t('api_keys.new')}</h2>
      <form method="post" action={keysPath} class="form-narrow">
        <NewKeyFields t={t} role={staff.me.user.role} form={form} refused={refused} />
      </form>
    </div>
  );
  const exported = { text: t('list.export'), href: `${keysPath}/export` };
  const gear = <ActionMenu label={t('list.menu')} actions={everybody ? [exported] : []} />;
  return desk.show(c, staff, { title: t('console.api_keys.title'), gear, body, ...statusOf(refused) });
}

/** A form that is not filled in rightly is shown again with 422, as every form here. */
function statusOf(refused: Refusal | undefined): { status?: 422; refusal?: Refusal } {
  if (!refused) return {};
  return refused.is('malformed') ? { status: 422 } : { refusal: refused };
}
