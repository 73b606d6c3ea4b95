import type { KeyRecord } from '../../api-keys/index.ts';
import { orRefusal, type Person, passwordFirst, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import {
  formScript,
  MadeKey,
  NewKeyFields,
  NewKeyForm,
  type NewKeyInput,
  RefusalNotice,
  Submit,
  wantedBy,
} from '../../ui/index.ts';
import type { Kit } from '../kit.tsx';
import { leaveNews, NewsNotice, takeNews } from '../notices.tsx';
import { MyMenu } from './menu.tsx';

export const apiKeysPath = '/my/security/api-keys';

/** One's own API keys, whatever the role. Making one is risky, so the password comes first; it is shown once. */
export function addOwnApiKeys(web: Web, kit: Kit): void {
  web.get(apiKeysPath, async (c) => keysPage(kit, c, await kit.person(c), {}));

  web.post(apiKeysPath, async (c) => {
    const person = await kit.person(c);
    const first = passwordFirst(c, person, kit.clock.now());
    if (first) return first;
    const form = readForm(c, NewKeyForm);
    const wanted = wantedBy(form, kit.clock.now());
    const made = await orRefusal(
      kit.apiKeys.create(person.caller, person.me.user.id, wanted),
      'malformed',
      'too_many_keys',
      'limited',
      'scope_above_role',
    );
    return keysPage(kit, c, person, made instanceof Refusal ? { form, refused: made } : { made });
  });

  web.post(`${apiKeysPath}/:id/revoke`, async (c) => {
    const { caller } = await kit.person(c);
    const others = await kit.apiKeys.revoke(caller, c.req.param('id'));
    leaveNews(kit, c, { kind: 'key_revoked', others });
    return c.redirect(apiKeysPath, 303);
  });
}

interface Shown {
  made?: { key: string; record: KeyRecord };
  form?: NewKeyInput;
  refused?: Refusal;
}

async function keysPage(kit: Kit, c: WebContext, person: Person, { made, form, refused }: Shown): Promise<Response> {
  const { t, me, caller } = person;
  const { items } = await kit.apiKeys.list(caller, {});
  const title = t('api_keys.title');
  const formIsWrong = refused?.is('malformed');
  const body = (
    <div class="sheet sheet-middle">
      <h1>{title}</h1>
      <NewsNotice t={t} news={takeNews(kit, c)} />
      {made && <MadeKey t={t} made={made} />}
      {!formIsWrong && <RefusalNotice t={t} refusal={refused} />}
      <p class="lead">{t('api_keys.text')}</p>
      <p>
        <a href="/api/docs">{t('api_keys.docs')}</a>
      </p>
      {items.length === 0 ? (
        <p class="quiet">{t('api_keys.none')}</p>
      ) : (
        <ul class="sessions">
          {items.map((key) => (
            <KeyItem person={person} record={key} now={kit.clock.now()} />
          ))}
        </ul>
      )}
      <h2>{t('api_keys.new')}</h2>
      <form method="post" action={apiKeysPath}>
        <NewKeyFields t={t} role={me.user.role} form={form} refused={refused} />
      </form>
    </div>
  );
  const menu = <MyMenu t={t} role={me.user.role} current="security" />;
  const answer = formIsWrong ? ({ status: 422 } as const) : { refusal: refused };
  return kit.show(c, person, { title, body, menu, ...answer, scripts: [formScript] });
}

function KeyItem({ person: { t, me }, record, now }: { person: Person; record: KeyRecord; now: number }) {
  const at = (moment: string) => ({ at: t.moment(Date.parse(moment), me.user.timeZone) });
  const works = Date.parse(record.expires_at) > now;
  return (
    <li class="session">
      <div class="session-words">
        <p id={`key-${record.id}`}>
          <strong>
            <bdi>{record.name}</bdi>
          </strong>{' '}
          <code dir="ltr">{`${record.hint}…`}</code>
        </p>
        <p class="quiet">
          <bdi>{record.scopes.join(', ')}</bdi>
          <span>{t(works ? 'api_keys.ends' : 'api_keys.ended', at(record.expires_at))}</span>
          {record.made_by_key && <span>{t('api_keys.made_with', { name: record.made_by_key.name })}</span>}
          <span>{record.last_used_at ? t('api_keys.used', at(record.last_used_at)) : t('api_keys.unused')}</span>
        </p>
      </div>
      <form method="post" action={`${apiKeysPath}/${record.id}/revoke`}>
        <Submit kind="secondary" describedBy={`key-${record.id}`} busy={t('api_keys.revoking')}>
          {t('api_keys.revoke')}
        </Submit>
      </form>
    </li>
  );
}
