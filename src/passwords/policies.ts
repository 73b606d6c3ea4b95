import type { Violation } from '../kernel/index.ts';
import {
  atLeast,
  atMost,
  candidate,
  digit,
  type Findings,
  lower,
  notCommon,
  notPersonal,
  type Rule,
  special,
  upper,
} from './rules.ts';

/* The presets. Pure, like the rules: a page imports this file and judges with the very list that the server uses. */

export type Preset = 'guide' | 'modern';

/** Rules in the order in which hints and violations are told. */
export interface Policy {
  preset: Preset;
  /** Names preset, version and a length beyond its own: `guide@1`, `guide@1+12`. A preset whose rules change gets another version. */
  id: string;
  minLength: number;
  /** In code points. Never for a `maxlength` attribute, which cuts and counts otherwise. */
  maxLength: number;
  /** The value of the `passwordrules` attribute. */
  passwordRules: string;
  rules: readonly Rule[];
}

const maxLength = 256;

const presets: Record<Preset, { id: string; minLength: number; classes: Rule[] }> = {
  guide: { id: 'guide@1', minLength: 8, classes: [lower, upper, digit, special] },
  /** NIST SP 800-63B-4 for a password that stands alone: length and block-list instead of classes. */
  modern: { id: 'modern@1', minLength: 15, classes: [] },
};

/** A preset; with `shortest`, one that demands more characters than it does by itself. */
export function policyOf(preset: Preset, shortest = 0): Policy {
  const own = presets[preset];
  const minLength = Math.max(own.minLength, shortest);
  const id = minLength === own.minLength ? own.id : `${own.id}+${minLength}`;
  const rules = [atLeast(minLength), atMost(maxLength), ...own.classes, notCommon, notPersonal];
  const passwordRules = rules.flatMap((rule) => rule.passwordRules ?? []).join(' ');
  return { preset, id, minLength, maxLength, passwordRules, rules };
}

/** All violations at once, in the policy's order. In a page, without findings, the rules that are not local are kept. */
export function violationsOf({ rules }: Policy, password: string, findings?: Findings): Violation[] {
  const judged = candidate(password, findings);
  return rules.flatMap((rule) => rule.check(judged) ?? []);
}
