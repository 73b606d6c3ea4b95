import type { Log, Violation } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import { createCommonList } from './common-list.ts';
import { createHashing, type Hashing } from './hashing.ts';
import { judge } from './judge.ts';
import type { LineState } from './line.ts';
import type { Person } from './personal.ts';
import { type Policy, policyOf } from './policies.ts';
import { createStrength } from './strength.ts';

export type { LineState } from './line.ts';
export type { Person } from './personal.ts';
export type { Policy, Preset } from './policies.ts';
export type { Rule } from './rules.ts';
export { violationText } from './violation-text.ts';

/** The settings that decide how a new password is judged. */
export type PolicyRules = Pick<SettingValues, 'policy' | 'shortest_password'>;

/** Hashes and judges passwords. None is ever logged, stored or told in an exception. */
export interface Passwords {
  /** The Argon2id hash in PHC form. Refuses `busy` when the line is full or it is not its turn within 10 s. */
  hash(password: string): Promise<string>;
  /** Whether it is the password. Without a hash, or with a broken one: the same work, then no. Refuses `busy`. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
  /** Whether a hash was made with other costs than today's, so that the next sign-in should make it anew. */
  needsRehash(hash: string): boolean;
  /** How the line in which hashes wait their turn stands. */
  line(): LineState;
  policy(rules: PolicyRules): Policy;
  /**
   * All that a password lacks at once, in the policy's order. `violationText` tells each; its params are for the
   * person alone and for no log, since `personal` names a part of the password. Refuses `busy`.
   */
  judge(rules: PolicyRules, password: string, person: Person): Promise<Violation[]>;
  /** Loads the strength library before somebody waits for it. */
  warmUp(): void;
  close(): Promise<void>;
}

export function createPasswords({ log }: { log: Log }): Passwords {
  const hashing: Hashing = createHashing();
  const strength = createStrength(log);
  const known = { list: createCommonList(), strength };
  return {
    ...hashing,
    policy: byRules,
    judge: (rules, password, person) => judge(known, byRules(rules), password, person),
    warmUp: strength.warmUp,
    close: strength.close,
  };
}

function byRules({ policy, shortest_password }: PolicyRules): Policy {
  return policyOf(policy, shortest_password);
}
