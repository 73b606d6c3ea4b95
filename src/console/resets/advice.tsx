import type { Child } from 'hono/jsx';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { MessageRecord } from '../../mail/index.ts';
import type { Explanation, MeantPerson } from '../../resets/index.ts';
import { Rich } from '../../ui/index.ts';

type At = (moment: number) => string;

/** What to do next, the most pressing first. There is always something. */
export function adviceFor(t: Translate, told: Explanation, at: At): Child[] {
  const lines = [
    ...mailAdvice(t, told),
    ...(told.selfService ? [] : [t('why.next.self_service_off')]),
    ...(told.looksLikeEmail === false ? [t('why.next.not_email')] : []),
    ...(told.people.length === 0 ? adviceForNobody(t, told) : adviceForPeople(t, told.people, at)),
  ];
  return lines.length > 0 ? lines : [t('why.next.ask')];
}

function mailAdvice(t: Translate, { ready, stopped }: Explanation): string[] {
  if (stopped) return [t('why.next.stopped')];
  return ready ? [] : [t('why.next.no_server')];
}

function adviceForNobody(t: Translate, { near }: Explanation): Child[] {
  return [t(near.length > 0 ? 'why.next.near' : 'why.next.nobody')];
}

/** Where several are meant they share the email that was typed, and each is told of beside their name. */
function adviceForPeople(t: Translate, people: MeantPerson[], at: At): Child[] {
  if (people.length > 1) return [t('why.next.shared_all')];
  return people.flatMap((person) => [...adviceForOne(t, person, at), ...sharingAdvice(t, person)]);
}

function sharingAdvice(t: Translate, { user: { name }, unreachable, sharedWith }: MeantPerson): Child[] {
  const count = sharedWith.length;
  return unreachable || count === 0 ? [] : [t('why.next.shared', { name, count })];
}

export function adviceForOne(t: Translate, person: MeantPerson, at: At): Child[] {
  const { user, unreachable, limitedUntil, pausedUntil, approval } = person;
  const { name } = user;
  if (unreachable === 'no_address') {
    const of = { command: <PrintLink user={user} /> };
    return [<Rich t={t} text="why.next.no_address" params={{ name }} of={of} />];
  }
  if (unreachable) return [t(`why.next.${unreachable}`, { name })];
  return [
    ...(approval ? [t('why.next.approval', { name, until: at(approval.expiresAt) })] : []),
    ...(pausedUntil === undefined ? [] : [t('why.next.paused', { name, until: at(pausedUntil) })]),
    ...(limitedUntil === undefined ? [] : [t('why.next.limited', { name, until: at(limitedUntil) })]),
    ...letterAdvice(t, person, at),
  ];
}

/** What every shell takes for one word and no option. */
const plainWord = /^[a-z0-9_][a-z0-9_.@+-]*$/i;

/**
 * Names the user by the id where a shell would make more of the login than a name: the command is run as it stands here, on the
 * server. An option is not to be parted from its hyphens.
 */
function PrintLink({ user: { id, login } }: Pick<MeantPerson, 'user'>) {
  return (
    <code>
      rekey users send-reset {plainWord.test(login) ? login : id} <span class="whole">--print-link</span>
    </code>
  );
}

/** What became of the letter that came last. */
function letterAdvice(t: Translate, { user, resets }: MeantPerson, at: At): Child[] {
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
