import type { Web, WebContext } from '../../http/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { type Finding, findingsAsText } from '../../reports/index.ts';
import { Notice, RefusalNotice, Submit } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { copyScript } from '../files.ts';
import { Badge } from '../parts/index.ts';
import { DkimKeys } from './dkim-keys.tsx';
import { doctorPath } from './paths.ts';
import { type PastedHead, ReceivedLetter } from './received.tsx';
import { RecordTable } from './record-table.tsx';

/** Why mail does not arrive, examined on demand: it tries the mail servers, so looking alone does nothing. */
export function addDoctor(web: Web, desk: Desk): void {
  web.get(doctorPath, async (c) => doctorPage(desk, c, await desk.staff(c), {}));

  web.post(doctorPath, async (c) => {
    const staff = await desk.staff(c);
    return doctorPage(desk, c, staff, { findings: await desk.doctor.examine(staff.caller, staff.t) });
  });
}

interface Shown {
  findings?: Finding[];
  pasted?: PastedHead;
  refusal?: Refusal;
  /** As it was typed, if no key was made for it. */
  domain?: string;
}

export async function doctorPage(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { findings, pasted, refusal, domain }: Shown,
): Promise<Response> {
  const { t, caller } = staff;
  const keys = await desk.mail.dkim.list(caller);
  const title = t('doctor.title');
  const domainIsWrong = refusal?.is('malformed');
  const body = (
    <div class="sheet sheet-full">
      {!domainIsWrong && <RefusalNotice t={t} refusal={refusal} />}
      <p class="lead">{t('doctor.text')}</p>
      <form method="post" action={doctorPath} class="form-narrow">
        <Submit busy={t('doctor.examining')}>{t('doctor.examine')}</Submit>
      </form>
      {findings && <Findings t={t} findings={findings} />}
      <ReceivedLetter t={t} pasted={pasted} />
      <DkimKeys t={t} keys={keys} domain={domain} wrong={domainIsWrong} />
    </div>
  );
  const answer = domainIsWrong ? ({ status: 422 } as const) : { refusal };
  return desk.show(c, staff, { title, body, ...answer, scripts: [copyScript] });
}

function Findings({ t, findings }: { t: Translate; findings: Finding[] }) {
  if (findings.length === 0) return <Notice kind="success" title={t('doctor.fine')} answer />;
  return (
    <section aria-labelledby="findings" tabindex={-1} autofocus>
      <h2 id="findings">{t('doctor.found', { count: findings.length })}</h2>
      <ol class="findings">
        {findings.map((finding) => (
          <li>
            <h3>
              <Badge tone={finding.severity === 'error' ? 'bad' : 'warn'}>{t(`doctor.${finding.severity}`)}</Badge>{' '}
              {finding.words}
            </h3>
            <p>{finding.advice}</p>
            {finding.record && <RecordTable t={t} record={finding.record} />}
          </li>
        ))}
      </ol>
      <Support t={t} text={findingsAsText(findings)} />
    </section>
  );
}

function Support({ t, text }: { t: Translate; text: string }) {
  return (
    <div class="support">
      <p>
        <label for="support">{t('doctor.support')}</label>
      </p>
      <textarea class="input" id="support" readonly rows={8}>
        {text}
      </textarea>
      <button type="button" class="button button-secondary" data-copy="support" data-copied={t('doctor.copied')} hidden>
        {t('doctor.copy')}
      </button>
    </div>
  );
}
