import type { Translate } from '../../locale/index.ts';
import type { Believed, Received } from '../../reports/index.ts';
import { Notice, Submit } from '../../ui/index.ts';
import { Badge, TextArea } from '../parts/index.ts';
import { receivedPath } from './paths.ts';

/** What was pasted, if something was; nothing in it where nobody judged. */
export interface PastedHead {
  received: Received | undefined;
}

/** Where the head of a letter that arrived is pasted, and what stood in it. */
export function ReceivedLetter({ t, pasted }: { t: Translate; pasted: PastedHead | undefined }) {
  return (
    <section aria-labelledby="received">
      <h2 id="received">{t('doctor.received')}</h2>
      <p>{t('doctor.received.text')}</p>
      {pasted && <Verdicts t={t} received={pasted.received} />}
      <form method="post" action={receivedPath}>
        <TextArea
          name="head"
          label={t('doctor.received.head')}
          hint={t('doctor.received.head.hint')}
          rows={4}
          value=""
        />
        <Submit kind="secondary">{t('doctor.received.read')}</Submit>
      </form>
    </section>
  );
}

const tones: Record<Believed, 'good' | 'warn' | 'bad'> = { believed: 'good', nothing: 'warn', not_believed: 'bad' };

function Verdicts({ t, received }: { t: Translate; received: Received | undefined }) {
  if (!received) return <Notice kind="warning" title={t('doctor.received.none')} answer />;
  const { by, verdicts } = received;
  const isBelieved = verdicts.every(({ result }) => result === 'believed');
  return (
    <Notice
      kind={isBelieved ? 'success' : 'warning'}
      title={t(isBelieved ? 'doctor.received.well' : 'doctor.received.badly', { by })}
      answer
    >
      <ul class="plain-list">
        {verdicts.map(({ method, result, domain }) => (
          <li>
            <Badge tone={tones[result]}>{t(`doctor.received.${result}`)}</Badge> {t(`doctor.received.${method}`)}
            {domain && (
              <>
                : <bdi>{domain}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
      {!isBelieved && <p>{t('doctor.received.next')}</p>}
    </Notice>
  );
}
