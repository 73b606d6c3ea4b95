import { day, hour, minute, networkOf, sourceOf } from '../kernel/index.ts';
import type { Rule, Take } from '../throttle/index.ts';
import type { KnownBrowser } from './index.ts';

/** Wrong codes in a row from browsers that a user does not know, wherever they come from; then only staff help, or a day. */
export const strangersCodes: readonly Rule[] = [{ name: 'wrong codes per account', max: 100, within: day }];
/**
 * The same from all browsers that a user knows by a password or a link alone: whoever has the mailbox makes as many of these
 * as they like, and whoever has nothing but the password fills the others' count and not this one.
 */
export const unprovenCodes: readonly Rule[] = [
  { name: 'unproven codes per hour', max: 20, within: hour },
  { name: 'unproven codes per day', max: 100, within: day },
];

export const codesTried: readonly Rule[] = [...strangersCodes, ...unprovenCodes];

const perSource: Rule = { name: 'passkey answers per source', max: 60, within: minute };
const perNetwork: Rule = { name: 'passkey answers per network', max: 5 * perSource.max, within: minute };
const perBrowser: Rule = { name: 'passkey answers per known browser', max: perSource.max, within: minute };

/**
 * Answers that are held against a user's passkey, until one is its own: a brake on that work, not on guesses, which are
 * hopeless. Nobody else's are among them but those of somebody who names the user's passkey, or has the password, at the
 * same place; and none of theirs in a browser that the user knows.
 */
export function passkeyAnswers(userId: string, browser: KnownBrowser | undefined, address = ''): Take[] {
  if (browser) return [{ rule: perBrowser, of: browser.name }];
  return [
    { rule: perSource, of: `${userId} ${sourceOf(address)}` },
    { rule: perNetwork, of: `${userId} ${networkOf(address)}` },
  ];
}

/*
 * How often one person changes their factors. Each change is told by a letter, so it is the change that is refused and never
 * the letter. Taking a factor away waits for nobody: there are no more than were added.
 */

export const factorsAdded: Rule = { name: 'factors added', max: 10, within: hour };
export const codesDrawn: Rule = { name: 'recovery codes drawn', max: 10, within: hour };
/** A new password forgets every device, too, and waits for none of these. */
export const devicesForgotten: Rule = { name: 'devices forgotten', max: 10, within: hour };

export const ownChanges: readonly Rule[] = [factorsAdded, codesDrawn, devicesForgotten];
