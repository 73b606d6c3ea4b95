import type { Child } from 'hono/jsx';
import type { MessageKey, Translate } from '../../locale/index.ts';
import { isReason, reasonKey } from '../../mail/index.ts';
import type { ResetRecord } from '../../resets/index.ts';
import { Icon, type IconName } from '../../ui/index.ts';
import { Who } from '../audit/who.tsx';
import { eventText } from '../audit/words.ts';
import type { Staff } from '../desk.tsx';
import { checkText, decisionText, endedText, sourceText } from './words.ts';

type Moment = ResetRecord['timeline'][number];
type Tone = 'quiet' | 'good' | 'warn' | 'bad';

/** One step as it is told: what happened, what is to be known about it, and how it looks. */
interface Told {
  title: string;
  lines: (Child | false)[];
  icon: IconName;
  tone: Tone;
}

/** What happened to a reset, from the ask to the end, in plain words. */
export function Timeline({ staff: { t, me }, moments }: { staff: Staff; moments: Moment[] }) {
  const at = (iso: string): string => t.moment(new Date(iso).getTime(), me.user.timeZone);
  return (
    <ol class="timeline">
      {withoutRepeats(moments).map((moment) => {
        const { title, lines, icon, tone } = tell(t, moment, at);
        return (
          <li class={`step step-${tone}`}>
            <Icon name={icon} />
            <div>
              <p class="step-title">
                <strong>{title}</strong> <time datetime={moment.at}>{at(moment.at)}</time>
              </p>
              {lines
                .filter((line) => line !== false && line !== '')
                .map((line) => (
                  <p class="step-line">{line}</p>
                ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What a later step tells better is not told before it: that a letter was sent or came back, and why a try failed. */
function withoutRepeats(moments: Moment[]): Moment[] {
  const reasons = moments.filter(({ event }) => event === 'attempt').map(({ reason }) => reason);
  return moments
    .filter(({ event }) => event !== 'message.bounced' || !reasons.includes('bounced'))
    .map((moment) => (moment.event === 'queued' ? { ...moment, ...untoldOf(moment, reasons) } : moment));
}

function untoldOf({ state, reason }: Moment, told: unknown[]): { state?: null; reason?: null } {
  const isTold = state === 'sent' || state === 'bounced';
  return { ...(isTold && { state: null }), ...(told.includes(reason) && { reason: null }) };
}

type Teller = (t: Translate, moment: Moment, at: (iso: string) => string) => Told;

/** What is tried again by itself is less than what is not. */
const attemptTones: Record<string, Tone> = { accepted: 'good', permanent: 'bad' };

const tellers: Record<string, Teller> = {
  asked: (t, moment) => ({
    title: t('resets.step.asked'),
    lines: [whoLine(t, moment)],
    icon: 'person',
    tone: 'quiet',
  }),
  decided: (t, { outcome, reason }) => ({
    title: t(outcome === 'drop' ? 'resets.step.dropped' : 'resets.step.decided'),
    lines: [decisionText(t, { outcome: String(outcome), reason: String(reason) })],
    icon: outcome === 'drop' ? 'cross' : 'check',
    tone: outcome === 'drop' ? 'bad' : 'quiet',
  }),
  queued: (t, { kind, state, reason }) => ({
    title: t('resets.step.queued'),
    lines: [
      t(`resets.kind.${kind === 'invitation' ? 'invitation' : 'reset'}`),
      state !== null && t(`resets.letter.${state}` as MessageKey),
      mailReasonText(t, reason),
    ],
    icon: 'envelope',
    tone: 'quiet',
  }),
  attempt: (t, moment) => ({
    title: attemptText(t, moment),
    lines: [
      Boolean(moment['server']) && t('resets.step.server', { server: String(moment['server']) }),
      moment['outcome'] !== 'accepted' && mailReasonText(t, moment['reason']),
      moment['reply'] !== null && t('resets.step.reply', { reply: String(moment['reply']) }),
    ],
    icon: moment['outcome'] === 'accepted' ? 'check' : 'warning',
    tone: attemptTones[String(moment['outcome'])] ?? 'warn',
  }),
  opened: (t, { opens, last_opened_at, scanner_likely }, at) => ({
    title: t('resets.step.opened'),
    lines: [
      Number(opens) > 1 && t('resets.step.opens', { opens: Number(opens), last: at(String(last_opened_at)) }),
      scanner_likely === true && t('resets.step.scanner'),
    ],
    icon: 'link',
    tone: scanner_likely === true ? 'warn' : 'quiet',
  }),
  password_refused: (t, { rules }) => ({
    title: t('resets.step.refused'),
    lines: [t('resets.step.rules', { rules: rulesText(t, String(rules ?? '')) })],
    icon: 'warning',
    tone: 'warn',
  }),
  completed: (t, moment) => ({
    title: t('resets.step.completed'),
    lines: [endedText(t, moment), whoLine(t, moment)],
    icon: 'check',
    tone: 'good',
  }),
  cancelled: (t, moment) => ({
    title: t('resets.step.cancelled'),
    lines: [becauseText(t, moment['because']), whoLine(t, moment)],
    icon: 'cross',
    tone: 'warn',
  }),
  resent: (t, moment) => ({
    title: t(moment['as'] ? 'resets.step.resent_anew' : 'resets.step.resent'),
    lines: [
      whoLine(t, moment),
      moment['identity_check'] !== undefined && checkText(t, String(moment['identity_check'])),
    ],
    icon: 'envelope',
    tone: 'quiet',
  }),
  expired: (t) => ({ title: t('resets.step.expired'), lines: [], icon: 'clock', tone: 'warn' }),
  'session.opened': (t) => ({ title: t('resets.step.inside'), lines: [], icon: 'shield', tone: 'good' }),
};

/** What has no look of its own is told as the audit record tells it. */
function tell(t: Translate, moment: Moment, at: (iso: string) => string): Told {
  const teller = tellers[moment.event];
  return teller
    ? teller(t, moment, at)
    : { title: eventText(t, nameOf(moment)), lines: [], icon: 'info', tone: 'quiet' };
}

/** Of what a reset's timeline tells the record has the full name. */
function nameOf({ event }: Moment): string {
  return event.includes('.') ? event : `reset.${event}`;
}

/** Who did it and from where; people who ask for themselves are nobody yet. */
function whoLine(t: Translate, { actor, actor_kind: kind, address, source }: Moment): Child {
  const who = { kind: String(kind), label: kind !== 'user' && actor === kind ? null : String(actor), id: null };
  const isStranger = kind === undefined || kind === 'stranger';
  const how = typeof source === 'string' ? sourceText(t, source) : '';
  const from = typeof address === 'string' ? t('resets.step.from', { address }) : '';
  const more = [from, how].filter((part) => part !== '').map((part) => `, ${part}`);
  return (
    <>
      {isStranger ? t('resets.step.stranger') : <Who t={t} who={who} />}
      {more}
    </>
  );
}

/** What other mail servers report of a letter that ours took is no try of ours. */
function attemptText(t: Translate, { outcome, reason, number }: Moment): string {
  if (reason === 'bounced') return t('resets.step.came_back');
  if (reason === 'delayed') return t('resets.step.delayed');
  return t(`resets.step.attempt.${outcome}` as MessageKey, { number: Number(number) });
}

function mailReasonText(t: Translate, reason: unknown): string {
  return typeof reason === 'string' && isReason(reason) ? t(reasonKey(reason)) : '';
}

function rulesText(t: Translate, rules: string): string {
  const known = ['length', 'too_long', 'lower', 'upper', 'digit', 'special', 'common', 'personal', 'differs'];
  const text = (rule: string): string => (known.includes(rule) ? t(`resets.rule.${rule}` as MessageKey) : rule);
  return rules.split(' ').map(text).join(', ');
}

function becauseText(t: Translate, because: unknown): string {
  const known = ['cancelled', 'password_changed', 'address_changed', 'archived', 'replaced', 'restored'];
  return known.includes(String(because)) ? t(`resets.because.${because}` as MessageKey) : '';
}
