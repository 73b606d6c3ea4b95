import type { Child } from 'hono/jsx';
import { leastRoleFor, may } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { MessageRecord } from '../../mail/index.ts';
import type { Explanation, MeantPerson } from '../../resets/index.ts';
import { Rich } from '../../ui/index.ts';
import type { Staff } from '../desk.tsx';
import { roleText } from '../users/words.ts';

type At = (moment: number) => string;

/** What to do next, the most pressing first. There is always something. */
export function adviceFor(staff: Staff, told: Explanation, at: At): Child[] {
  const { t } = staff;
  const lines = [
    ...mailAdvice(t, told),
    ...(told.selfService ? [] : [t('why.next.self_service_off')]),
    ...(told.unreadableAt === undefined ? [] : [t('why.next.unreadable', { at: at(told.unreadableAt) })]),
    ...(told.looksLikeEmail === false ? [t('why.next.not_email')] : []),
    ...(told.people.length === 0 ? adviceForNobody(t, told) : adviceForPeople(staff, told.people, at)),
  ];
  const [person, ...others] = told.people;
  return [
    ...(lines.length > 0 ? lines : [t('why.next.ask')]),
    ...(person && others.length === 0 ? whatItTakes(staff, person) : []),
  ];
}

/** Where the reader may not do what was just said. */
function whatItTakes({ t, caller }: Staff, { user, unreachable }: MeantPerson): string[] {
  const act = unreachable === undefined ? 'resets.send' : mends[unreachable];
  if (may(caller, act, user)) return [];
  return [t('why.next.takes', { name: user.name, role: roleText(t, leastRoleFor(act, user)) })];
}

const mends = { archived: 'users.archive', no_address: 'users.edit', email_malformed: 'users.edit' } as const;

function mailAdvice(t: Translate, { ready, stopped }: Explanation): string[] {
  if (stopped) return [t('why.next.stopped')];
  return ready ? [] : [t('why.next.no_server')];
}

function adviceForNobody(t: Translate, { near }: Explanation): Child[] {
  return [t(near.length > 0 ? 'why.next.near' : 'why.next.nobody')];
}

/** Where several are meant they share the email that was typed, and each is told of beside their name. */
function adviceForPeople(staff: Staff, people: MeantPerson[], at: At): Child[] {
  const { t } = staff;
  if (people.length > 1) return [t('why.next.shared_all')];
  return people.flatMap((person) => [...adviceForThem(staff, person, at), ...sharingAdvice(t, person)]);
}

/** What to do for one of several. */
export function adviceForOne(staff: Staff, person: MeantPerson, at: At): Child[] {
  return [...adviceForThem(staff, person, at), ...whatItTakes(staff, person)];
}

function sharingAdvice(t: Translate, { user: { name }, unreachable, sharedWith }: MeantPerson): Child[] {
  const count = sharedWith.length;
  return unreachable || count === 0 ? [] : [t('why.next.shared', { name, count })];
}

function adviceForThem(staff: Staff, person: MeantPerson, at: At): Child[] {
  const { t } = staff;
  const { user, unreachable, limitedUntil, pausedUntil } = person;
  const { name } = user;
  if (unreachable === 'no_address') {
    const of = { command: <PrintLink user={user} /> };
    return [<Rich t={t} text="why.next.no_address" params={{ name }} of={of} />];
  }
  if (unreachable) return [t(`why.next.${unreachable}`, { name })];
  return [
    ...approvalAdvice(t, person, at),
    ...signInAdvice(staff, person, at),
    ...(pausedUntil === undefined ? [] : [t('why.next.paused', { name, until: at(pausedUntil) })]),
    ...(limitedUntil === undefined ? [] : [t('why.next.limited', { name, until: at(limitedUntil) })]),
    ...letterAdvice(t, person, at),
  ];
}

function approvalAdvice(t: Translate, { user, approval }: MeantPerson, at: At): Child[] {
  const { name } = user;
  if (!approval) return [];
  if (!approval.alone) return [t('why.next.approval', { name, until: at(approval.expiresAt) })];
  const of = { command: <PrintLink user={user} /> };
  return [<Rich t={t} text="why.next.approval_alone" params={{ name }} of={of} />];
}

function signInAdvice({ t, caller }: Staff, { user, signInsUntil }: MeantPerson, at: At): string[] {
  if (signInsUntil === undefined) return [];
  const { name } = user;
  const role = roleText(t, leastRoleFor('resets.lift_limits', user));
  const mayLift = may(caller, 'resets.lift_limits', user);
  const lift = mayLift ? t('why.next.sign_ins_lift', { name }) : t('why.next.sign_ins_takes', { name, role });
  return [`${t('why.next.sign_ins', { name, until: at(signInsUntil) })} ${lift}`];
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
  const last = resets.find((one) => one.letter);
  if (!last?.letter) return [];
  const { letter, reset } = last;
  const { name } = user;
  if (reset.state === 'completed') return [t('why.next.completed', { name })];
  if (letter.state === 'failed' || letter.state === 'bounced') return [t('why.next.failed', { name })];
  if (reset.state === 'expired' || reset.state === 'cancelled') return [t(`why.next.${reset.state}`, { name })];
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
