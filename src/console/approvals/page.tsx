import { z } from 'zod';
import type { ApprovalRecord, ApprovalState } from '../../approvals/index.ts';
import { readForm, type Web } from '../../http/index.ts';
import { asSeen, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Submit, titleOf } from '../../ui/index.ts';
import { changesOf, valueText } from '../audit/details.ts';
import { isMachine, machineText, subjectText } from '../audit/words.ts';
import type { Desk, Staff } from '../desk.tsx';
import { reasonText } from '../jobs/words.ts';
import { Badge } from '../parts/index.ts';
import type { Told } from '../toasts.tsx';

export const approvalsPath = '/settings/approvals';

const DecideForm = z.object({ answer: z.enum(['approve', 'refuse']) });

/** What waits for a second administrator, and what was decided. */
export function addApprovals(web: Web, desk: Desk): void {
  web.get(approvalsPath, async (c) => {
    const staff = await desk.staff(c);
    const records = await desk.approvals.list(staff.caller);
    const body = (
      <div class="record">
        <section class="card" aria-label={staff.t('approvals.title')}>
          <p>{staff.t('approvals.text')}</p>
          {records.length === 0 && <p class="quiet">{staff.t('approvals.none')}</p>}
        </section>
        {records.map((record) => (
          <Item staff={staff} record={record} />
        ))}
      </div>
    );
    return desk.show(c, staff, { title: staff.t('approvals.title'), body });
  });

  web.post(`${approvalsPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'approvals.decide');
    const first = desk.fresh(c, staff);
    if (first) return first;
    const { answer } = readForm(c, DecideForm);
    const id = c.req.param('id');
    return desk.done(c, approvalsPath, await decide(desk, staff, id, answer));
  });
}

const cameTo = { approve: 'approved', refuse: 'refused' } as const;

/**
 * What came of it. What is refused to whoever asked is none of the approver's doing: they are told so. Whoever presses the same
 * button again is told the same again, and whoever comes too late that nothing waits any more.
 */
async function decide({ approvals }: Desk, staff: Staff, id: string, answer: keyof typeof cameTo): Promise<Told> {
  const { t, caller, me } = staff;
  try {
    await approvals[answer](caller, id);
    return done(t, await approvals.find(caller, id));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const record = await approvals.find(caller, id);
    const again = error.is('approval_ended') && record.decidedBy?.id === me.user.id;
    if (again && record.state === cameTo[answer]) return done(t, record);
    const failed = answer === 'approve' && record.state === 'failed' && (again || record.reason === error.code);
    if (failed) return { kind: 'warning', text: t('approvals.failed.now', { why: whyFailed(t, record) }) };
    if (!error.is('approval_ended')) throw error;
    return { kind: 'warning', text: t('approvals.ended', { title: titleOf(t, error) }) };
  }
}

function done(t: Translate, record: ApprovalRecord): Told {
  return { kind: 'success', text: t(`approvals.${outcomeOf(record)}`) };
}

/** What became of it: what whoever asked refused themselves, or what ended with their session, was withdrawn. */
function outcomeOf({ state, askedBy, decidedBy, reason }: ApprovalRecord): ApprovalState | 'withdrawn' {
  const withdrawn = state === 'refused' && (decidedBy?.id === askedBy.id || reason !== undefined);
  return withdrawn ? 'withdrawn' : state;
}

function whyFailed(t: Translate, { reason = '', subject }: ApprovalRecord): string {
  if (reason === 'forbidden') return t('approvals.failed.forbidden');
  const name = asSeen(subject.label);
  return reasonText(t, reason, { name, login: name });
}

const tones = { waiting: 'warn', approved: 'good', refused: 'quiet', failed: 'bad', expired: 'quiet' } as const;

function Item({ staff, record }: { staff: Staff; record: ApprovalRecord }) {
  const { t, me } = staff;
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  const { id, kind, subject, changes, state, askedBy, askedAt, expiresAt, decidedBy, decidedAt, reason } = record;
  const lines = changesOf(t, changes, me.user.timeZone);
  const own = askedBy.id === me.user.id;
  return (
    <section class="card" aria-labelledby={`approval-${id}`}>
      <h2 id={`approval-${id}`}>
        {t(`approvals.kind.${kind}`, { label: subjectText(t, { kind, ...subject }) })}{' '}
        <Badge tone={tones[state]}>{t(`approvals.${outcomeOf(record)}`)}</Badge>
      </h2>
      <p>{t('approvals.asked', { by: asSeen(askedBy.label), at: at(askedAt) })}</p>
      {askedBy.key !== undefined && <p>{t('approvals.key', { key: asSeen(askedBy.key) })}</p>}
      {state === 'failed' && <p>{t('approvals.failed.why', { why: whyFailed(t, record) })}</p>}
      {state === 'refused' && reason !== undefined && (
        <p>{t('approvals.withdrawn.why', { why: valueText(t, 'because', reason) })}</p>
      )}
      {lines.length > 0 && (
        <ul class="plain-list prose">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      {state === 'waiting' && <p class="quiet">{t('approvals.until', { until: at(expiresAt) })}</p>}
      {state === 'waiting' && own && <p>{t('approvals.own')}</p>}
      {decidedBy !== undefined && decidedAt !== undefined && (
        <p class="quiet">
          {t('approvals.decided', { by: asSeen(decidedBy.label), at: at(decidedAt) })}{' '}
          {decidedBy.id === undefined && (
            <Badge>{machineText(t, isMachine(decidedBy.label) ? decidedBy.label : 'operator')}</Badge>
          )}
        </p>
      )}
      {state === 'waiting' && (
        <form method="post" action={`${approvalsPath}/${id}`} class="actions">
          {!own && (
            <Submit name="answer" value="approve" describedBy={`approval-${id}`}>
              {t('approvals.approve')}
            </Submit>
          )}
          <Submit kind="secondary" name="answer" value="refuse" describedBy={`approval-${id}`}>
            {t(own ? 'approvals.withdraw' : 'approvals.refuse')}
          </Submit>
        </form>
      )}
    </section>
  );
}
