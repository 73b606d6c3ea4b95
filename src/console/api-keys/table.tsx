import type { KeyRecord } from '../../api-keys/index.ts';
import type { Page } from '../../kernel/index.ts';
import { Address, Submit } from '../../ui/index.ts';
import type { Staff } from '../desk.tsx';
import { Badge, Empty } from '../parts/index.ts';

interface Props {
  staff: Staff;
  path: string;
  keys: Page<KeyRecord>;
  everybody: boolean;
  now: number;
}

export function KeysTable({ staff, path, keys: { items, next }, everybody, now }: Props) {
  const { t, me } = staff;
  if (items.length === 0) {
    return (
      <Empty icon="info" title={t('console.api_keys.none')}>
        <p>{t('console.api_keys.none.text')}</p>
      </Empty>
    );
  }
  const at = (moment: string): string => t.moment(Date.parse(moment), me.user.timeZone);
  return (
    <>
      <section class="scroll" tabindex={0} aria-label={t('console.api_keys.title')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('api_keys.name')}</th>
              <th scope="col">{t('console.api_keys.key')}</th>
              {everybody && <th scope="col">{t('console.api_keys.owner')}</th>}
              <th scope="col">{t('console.api_keys.scopes')}</th>
              <th scope="col">{t('console.api_keys.ends')}</th>
              <th scope="col">{t('console.api_keys.used')}</th>
              <th scope="col">
                <span class="visually-hidden">{t('api_keys.revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((key) => (
              <tr>
                <th scope="row" id={`key-${key.id}`}>
                  {key.name}
                  {key.made_by_key && <p class="quiet">{t('api_keys.made_with', { name: key.made_by_key.name })}</p>}
                </th>
                <td>
                  <code>{`${key.hint}…`}</code>
                </td>
                {everybody && (
                  <td class="keys-owner" data-head={t('console.api_keys.owner')}>
                    <Address address={key.user.login} />
                  </td>
                )}
                <td data-head={t('console.api_keys.scopes')}>{key.scopes.join(', ')}</td>
                <td data-head={t('console.api_keys.ends')}>
                  {Date.parse(key.expires_at) > now ? (
                    at(key.expires_at)
                  ) : (
                    <Badge tone="bad">{t('console.api_keys.ended')}</Badge>
                  )}
                  {key.held_back && (
                    <p>
                      <Badge tone="warn">{t('console.api_keys.held_back')}</Badge>{' '}
                      <span class="quiet">{t('console.api_keys.held_back.why')}</span>
                    </p>
                  )}
                </td>
                <td data-head={t('console.api_keys.used')}>
                  {key.last_used_at ? at(key.last_used_at) : t('console.api_keys.never')}
                </td>
                <td>
                  <form method="post" action={`${path}/${key.id}/revoke`}>
                    <Submit kind="danger" describedBy={`key-${key.id}`}>
                      {t('api_keys.revoke')}
                    </Submit>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {next !== null && <a href={`${path}?cursor=${next}`}>{t('console.api_keys.more')}</a>}
    </>
  );
}
