import type { Translate } from '../../locale/index.ts';
import type { DnsRecord } from '../../mail/index.ts';

/** What has to be published, to be copied field by field. */
export function RecordTable({ t, record }: { t: Translate; record: DnsRecord }) {
  return (
    <dl class="dns-record" aria-label={t('doctor.publish')}>
      {(['name', 'type', 'value'] as const).map((part) => (
        <div>
          <dt>{t(`doctor.record.${part}`)}</dt>
          <dd>
            <code dir="ltr">{record[part]}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
