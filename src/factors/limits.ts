import { day, hour } from '../kernel/index.ts';
import type { Rule } from '../throttle/index.ts';

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

/*
 * How often one person changes their factors. Each change is told by a letter, so it is the change that is refused and never
 * the letter. Taking a factor away waits for nobody: there are no more than were added.
 */

export const factorsAdded: Rule = { name: 'factors added', max: 10, within: hour };
export const codesDrawn: Rule = { name: 'recovery codes drawn', max: 10, within: hour };
/** A new password forgets every device, too, and waits for none of these. */
export const devicesForgotten: Rule = { name: 'devices forgotten', max: 10, within: hour };

export const ownChanges: readonly Rule[] = [factorsAdded, codesDrawn, devicesForgotten];
