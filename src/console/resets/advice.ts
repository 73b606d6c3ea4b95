import type { MessageKey, Translate } from '../../locale/index.ts';
import type { MessageRecord } from '../../mail/index.ts';
import type { Explanation, MeantPerson } from '../../resets/index.ts';

type At = (moment: number) => string;

/** What to do next, the most pressing first. There is always something. */
export function adviceFor(t: Translate, told: Explanation, at: At): string[] {
  const lines = [
    ...mailAdvice(t, told),
    ...(told.selfService ? [] : [t('why.next.self_service_off')]),
    ...(told.looksLikeEmail === false ? [t('why.next.not_email')] : []),
    ...(told.people.length === 0
      ? adviceForNobody(t, told)
      : told.people.flatMap((person) => adviceForOne(t, person, at))),
  ];
  return lines.length > 0 ? lines : [t('why.next.ask')];
}

function mailAdvice(t: Translate, { ready, stopped }: Explanation): string[] {
  if (stopped) return [t('why.next.stopped')];
  return ready ? [] : [t('why.next.no_server')];
}

function adviceForNobody(t: Translate, { near }: Explanation): string[] {
  return [t(near.length > 0 ? 'why.next.near' : 'why.next.nobody')];
}

function adviceForOne(t: Translate, person: MeantPerson, at: At): string[] {
  const { user, unreachable, limitedUntil, pausedUntil, sharedWith } = person;
  const { name, login } = user;
  if (unreachable) return [t(`why.next.${unreachable}`, { name, login })];
  return [
    ...(pausedUntil === undefined ? [] : [t('why.next.paused', { name, until: at(pausedUntil) })]),
    ...(limitedUntil === undefined ? [] : [t('why.next.limited', { name, until: at(limitedUntil) })]),
    ...letterAdvice(t, person, at),
    ...(sharedWith.length > 0 ? [t('why.next.shared', { name, count: sharedWith.length })] : []),
  ];
}

/** What became of the letter that came last. */
function letterAdvice(t: Translate, { user, resets }: MeantPerson, at: At): string[] {
  const letter = resets.find((one) => one.letter)?.letter;
  if (!letter) return [];
  const { name } = user;
  if (letter.state === 'failed' || letter.state === 'bounced') return [t('why.next.failed', { name })];
  if (letter.state === 'queued' || letter.state === 'sending') return [t(waitingAdvice(letter), { name })];
  if (letter.state !== 'sent' || letter.sent_at === null) return [];
  return [t('why.next.sent', { name, at: at(Date.parse(letter.sent_at)), address: letter.to.address })];
}

/** A letter that a server put off, or never confirmed, waits for itself: nothing is wrong with the servers. */
function waitingAdvice({ reason }: MessageRecord): MessageKey {
  return reason !== null && waitsForItself.includes(reason) ? 'why.next.put_off' : 'why.next.waiting';
}

const waitsForItself: readonly string[] = [
  'greylisted',
  'try_later',
  'mailbox_full',
  'dropped',
  'dropped_after_data',
  'letter_timeout',
  'lease_lost',
];
