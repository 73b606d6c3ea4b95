import type { AskWeb, LineState, Log, Violation, Waiter } from '../kernel/index.ts';
import { createBreachLookup } from './breach-lookup.ts';
import { createBreachedFile } from './breached-file.ts';
import { createCommonList } from './common-list.ts';
import { createHashing, type Hashing } from './hashing.ts';
import { type ImportedBreached, importBreached } from './import-breached.ts';
import { judge } from './judge.ts';
import type { Person } from './personal.ts';
import { type Policy, policyOf, type Terms } from './policies.ts';
import { createStrength } from './strength.ts';
import { type PasswordSettings, termsOf } from './terms.ts';

export type { ImportedBreached } from './import-breached.ts';
export type { Person } from './personal.ts';
export type { Policy, Terms } from './policies.ts';
export { composed, type Rule, wasUsedBefore } from './rules.ts';
export type { PasswordSettings } from './terms.ts';
export { violationText } from './violation-text.ts';

/** What may not be set again: the `hashes` of the `last` passwords, the present one among them; of 0, what was made void. */
export interface FormerPasswords {
  hashes: readonly string[];
  last: number;
}

/** A password that somebody wants. */
export interface Candidate {
  password: string;
  person: Person;
  former?: FormerPasswords | undefined;
  /** It is being typed: neither the network nor the former hashes are asked. */
  typing?: boolean;
}

export interface Judgement {
  /**
   * All that it lacks at once, in the policy's order. `violationText` tells each; its params are for the person alone and
   * for no log, since `personal` names a part of the password.
   */
  violations: Violation[];
  /** What should have told whether it was breached, and did not: the service over the network, or else the imported file. */
  breachesUnknown: 'service' | 'file' | undefined;
}

/** Hashes and judges passwords. None is ever logged, stored or told in an exception. */
export interface Passwords {
  /** The Argon2id hash in PHC form. Refuses `busy` when the line is full or it is not its turn within 10 s. */
  hash(password: string): Promise<string>;
  /**
   * Whether it is the password. Without a hash, or with a broken one: the same work, then no. Some places in the line are
   * kept for those who are known, as whoever sets a password is. Refuses `busy`.
   */
  verify(hash: string | undefined, password: string, who?: Waiter): Promise<boolean>;
  /** Whether a hash was made with other costs than today's, so that the next sign-in should make it anew. */
  needsRehash(hash: string): boolean;
  /** How the line in which hashes wait their turn stands. */
  line(): LineState;
  /** What the settings make of their preset. */
  terms(settings: PasswordSettings): Terms;
  policy(settings: PasswordSettings): Policy;
  /** Refuses `busy`. */
  judge(settings: PasswordSettings, candidate: Candidate): Promise<Judgement>;
  /** `importBreached` into the data directory of this installation. */
  importBreached(source: string, how: { atLeast: number }): Promise<ImportedBreached>;
  /** Why the breached passwords that were imported cannot be looked into, where that is so. */
  breachedTrouble(): string | undefined;
  /** Loads the strength library before somebody waits for it. */
  warmUp(): void;
  close(): Promise<void>;
}

interface Parts {
  log: Log;
  dataDir: string;
  /** What asks services elsewhere. */
  askWeb: AskWeb;
}

export function createPasswords({ log, dataDir, askWeb }: Parts): Passwords {
  const hashing: Hashing = createHashing();
  const strength = createStrength(log);
  const breachedFile = createBreachedFile(dataDir, log);
  const breachLookup = createBreachLookup(log, askWeb);
  const known = { list: createCommonList(), strength, breachedFile, breachLookup, verify: hashing.verify };
  const terms = (settings: PasswordSettings): Terms => termsOf(settings, breachedFile.isThere());
  return {
    ...hashing,
    terms,
    policy: (settings) => policyOf(terms(settings)),
    judge: (settings, candidate) => judge(known, settings, candidate),
    importBreached: (source, how) => importBreached(dataDir, source, how),
    breachedTrouble: breachedFile.trouble,
    warmUp: strength.warmUp,
    close: strength.close,
  };
}
