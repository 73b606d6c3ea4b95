import type { Child } from 'hono/jsx';
import { factorsPath, type Site } from '../../http/index.ts';
import type { Translate } from '../../locale/index.ts';
import { LinkButton, Submit } from '../../ui/index.ts';
import { withRedirect } from '../with-redirect.ts';

interface Props {
  t: Translate;
  /** Passkeys belong to its host: at the address of a company there are none. */
  site: Site;
  action: string;
  /** Where the script draws what the passkey is asked. */
  options: string;
  redirect?: string | undefined;
  /** Makes a new passkey instead of asking for one. */
  create?: boolean;
  /** More fields. */
  fields?: Child;
}

/**
 * A form that a script fills in with a passkey's answer, and beside it the way to where passkeys are. The script shows the one
 * that is of use; without JavaScript, or where the browser has no passkeys, neither is there. Who came to add one is told so.
 */
export function PasskeyForm({ t, site, action, options, redirect, create = false, fields }: Props) {
  const host = new URL(site.origin).hostname;
  const there = create ? factorsPath : '/web/login';
  return (
    <>
      <form method="post" action={action} data-passkey={options} data-host={host} data-create={String(create)} hidden>
        {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
        <input type="hidden" name="passkey" value="" />
        {fields}
        <Submit kind="secondary">{t(create ? 'factors.own.passkeys.add' : 'factors.prove.passkey')}</Submit>
        <p
          class="error"
          role="alert"
          data-failed={t('factors.passkey.failed')}
          data-there={t('factors.passkey.there')}
          hidden
        />
      </form>
      <p class="actions" hidden>
        <LinkButton href={site.origin + withRedirect(there, redirect)}>
          {t(create ? 'factors.own.passkeys.add_at' : 'factors.prove.passkey_at', { host })}
        </LinkButton>
      </p>
      {create && (
        <>
          <p class="hint" data-passkey-nowhere hidden>
            {t('factors.own.passkeys.nowhere')}
          </p>
          <noscript>
            <p class="hint">{t('factors.own.passkeys.nowhere')}</p>
          </noscript>
        </>
      )}
    </>
  );
}
