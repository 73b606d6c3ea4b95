import { keysMade } from '../api-keys/index.ts';
import { codesTried, ownFactorChanges } from '../factors/index.ts';
import { day, fold, hour, minute, networkOf, sourceOf } from '../kernel/index.ts';
import { ownPasswordChanges } from '../sessions/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { Rule, Take } from '../throttle/index.ts';
import type { User } from '../users/index.ts';

/** One neighbourhood may ask as often as five sources, so that a single one is never stopped by it first. */
const sourcesInNetwork = 5;
const perInstallation: Rule = { name: 'asks', max: 3_000, within: minute };

/** Inside the first minute the link that is on its way stays good. */
const perMinute: Rule = { name: 'letters per minute', max: 1, within: minute };

/** Letters to one person that strangers can cause. */
function perPerson({ letters_per_hour, letters_per_day }: SettingValues): Rule[] {
  return [
    perMinute,
    { name: 'letters per hour', max: letters_per_hour, within: hour },
    { name: 'letters per day', max: letters_per_day, within: day },
  ];
}

/** The same to one mailbox, which several may share. */
const perMailbox: Rule[] = [
  { name: 'letters to one mailbox per minute', max: 5, within: minute },
  { name: 'letters to one mailbox per hour', max: 20, within: hour },
];

/** Whose letters are counted. */
export interface Mailed {
  person: string;
  /** It is the same however its address is spelt. */
  mailbox: string;
}

/** Letters that strangers can cause, to a person by way of a mailbox. From narrow to wide. */
export function lettersTo(settings: SettingValues, { person, mailbox }: Mailed): Take[] {
  return [
    ...perPerson(settings).map((rule) => ({ rule, of: person })),
    ...perMailbox.map((rule) => ({ rule, of: mailbox })),
  ];
}

/**
 * Beyond the hour and the day, to a person who holds no link: where links live for minutes only, whoever asks in somebody
 * else's name would keep them without one for the rest of the day.
 */
const withoutLink: Rule = { name: 'letters without a link per hour', max: 1, within: hour };

/** How it stands with the minute, which holds also for whoever has no link; and what is counted of the letter to them. */
export function letterWithoutLink({ person, mailbox }: Mailed) {
  const letter: Take[] = [{ rule: withoutLink, of: person }, ...perMailbox.map((rule) => ({ rule, of: mailbox }))];
  return { minute: { rule: perMinute, of: person } as Take, letter };
}

export function addresseeOf({ id, email = '' }: User): Mailed {
  return { person: id, mailbox: fold(email) };
}

/** A name that nobody has is counted as a person and a mailbox are. */
export function nobodyNamed(digest: string): Mailed {
  return { person: digest, mailbox: digest };
}

/** Live checks and tries of a new password by one link: room for a person who types, none for a guesser's machine. */
export const perLink: Rule = { name: 'judged per link', max: 300, within: hour };
/** Judgements without a link, for programs of one owner. */
export const perProgram: Rule = { name: 'judged per program', max: 600, within: hour };
/** Administrators hear of one account: whoever makes more of this drowns what they should read. The record has each. */
export const alertsAbout: readonly Rule[] = [
  { name: 'alerts about one account per hour', max: 5, within: hour },
  { name: 'alerts about one account per day', max: 10, within: day },
];
/** Letters to addresses of a person's own choice. */
export const perPersonEmailChanges: Rule = { name: 'email changes', max: 5, within: hour };
/** Links that one person of the staff takes back user by user, also with their keys. A job does it to many, each once. */
export const linksCancelled: Rule = { name: 'links cancelled', max: 300, within: hour };
/** How often one person of the staff, also with their keys, lifts what holds one user back: whoever guesses begins anew each time. */
export const limitsLifted: Rule = { name: 'limits lifted', max: 5, within: day };
/** Fresh letters asked for with one dead link. */
export const perDeadLink: Rule = { name: 'asked again per link', max: 1, within: minute };

/** All that is counted for one person and staff can lift: what strangers cause, and what they change themselves. */
export function countedFor(settings: SettingValues, user: User): Take[] {
  const own = [withoutLink, ...codesTried, ownPasswordChanges, perPersonEmailChanges, ...ownFactorChanges, keysMade];
  return [...lettersTo(settings, addresseeOf(user)), ...own.map((rule) => ({ rule, of: user.id }))];
}

/** How long a further ask for the same name from the same source only adds to the one that waits. */
export const sameAskWithin = minute;

/** Refused asks are told once a minute, not one by one. */
export const refusedAsks: Rule = { name: 'refused asks', max: 0, within: day };

/** Asks, whoever is meant: the same for known and unknown names. From narrow to wide. */
export function asksFrom({ asks_per_minute, asks_per_hour }: SettingValues, address: string | undefined): Take[] {
  const source = address ?? 'unknown';
  const perNetwork = { name: 'asks per network', max: sourcesInNetwork * asks_per_minute, within: minute };
  return [
    { rule: { name: 'asks per source and minute', max: asks_per_minute, within: minute }, of: sourceOf(source) },
    { rule: { name: 'asks per source and hour', max: asks_per_hour, within: hour }, of: sourceOf(source) },
    { rule: perNetwork, of: networkOf(source) },
    { rule: perInstallation, of: '' },
  ];
}

/** Counts that are full when unusually much is asked: long before anybody is refused. */
export function manyAsks({ asks_per_minute }: SettingValues, address: string | undefined): Take[] {
  const perSource = { name: 'asks per source and minute', max: Math.ceil(asks_per_minute / 4), within: minute };
  return [
    { rule: perSource, of: sourceOf(address ?? 'unknown') },
    { rule: { ...perInstallation, max: perInstallation.max / 10 }, of: '' },
  ];
}
