import type { Translate } from '../../locale/index.ts';
import type { DkimKeyRecord } from '../../mail/index.ts';
import { Submit, TextField } from '../../ui/index.ts';
import { Badge } from '../parts/index.ts';
import { dkimPath } from './paths.ts';
import { RecordTable } from './record-table.tsx';

interface Props {
  t: Translate;
  keys: DkimKeyRecord[];
  /** As it was typed, and whether it is none. */
  domain: string | undefined;
  wrong: boolean | undefined;
}

/** The keys that letters are signed with, each with what its domain has to publish. */
export function DkimKeys({ t, keys, domain, wrong }: Props) {
  return (
    <section aria-labelledby="dkim">
      <h2 id="dkim">{t('doctor.dkim')}</h2>
      <p>{t('doctor.dkim.text')}</p>
      {keys.length === 0 && <p class="quiet">{t('doctor.dkim.none')}</p>}
      <ul class="dkim-keys">
        {keys.map((key) => (
          <li>
            <h3>
              <bdi>{key.domain}</bdi>{' '}
              <Badge tone={key.state === 'signing' ? 'good' : 'quiet'}>{t(`doctor.dkim.${key.state}`)}</Badge>
            </h3>
            <RecordTable t={t} record={key.record} />
            <form method="post" action={`${dkimPath}/${key.id}`} class="buttons">
              {key.state === 'prepared' && (
                <Submit kind="secondary" name="act" value="start" busy={t('doctor.dkim.starting')}>
                  {t('doctor.dkim.start')}
                </Submit>
              )}
              <Submit kind="danger" name="act" value="remove">
                {t('doctor.dkim.remove')}
              </Submit>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={dkimPath} class="form-narrow">
        <TextField
          name="domain"
          label={t('doctor.dkim.domain')}
          hint={t('doctor.dkim.domain.hint')}
          error={wrong ? t('doctor.dkim.domain.wrong') : undefined}
          input={{ value: domain, required: true, autofocus: wrong, autocapitalize: 'none', spellcheck: 'false' }}
        />
        <Submit kind="secondary">{t('doctor.dkim.make')}</Submit>
      </form>
    </section>
  );
}
