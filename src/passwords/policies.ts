import type { Violation } from '../kernel/index.ts';
import {
  atLeast,
  atMost,
  candidate,
  digit,
  type Findings,
  lower,
  mostCharacters,
  notBarred,
  notBreached,
  notCommon,
  notPersonal,
  notUsedBefore,
  type Rule,
  special,
  upper,
} from './rules.ts';

/* The presets. Pure, like the rules: a page imports this file and judges with the very list that the server uses. */

export type Preset = 'guide' | 'modern';

/** What an installation makes of a preset: its terms can only be stricter. */
export interface Terms {
  preset: Preset;
  /** Counts where it is more than the preset's own. */
  minLength: number;
  /** How many of the last passwords, the present one among them, are not to be set again. */
  history: number;
  /** How many words of its own an installation bars. */
  barredWords: number;
  /** Whether passwords are looked up among breached ones besides the shipped list. */
  breached: boolean;
}

/** Rules in the order in which hints and violations are told. */
export interface Policy {
  /**
   * Names preset and version, then what the installation added: `guide@1+length12+history5`. A preset whose rules change
   * gets another version.
   */
  id: string;
  minLength: number;
  /** In code points. Never for a `maxlength` attribute, which cuts and counts otherwise. */
  maxLength: number;
  /** The value of the `passwordrules` attribute. */
  passwordRules: string;
  rules: readonly Rule[];
}

const presets: Record<Preset, { name: string; minLength: number; classes: Rule[] }> = {
  guide: { name: 'guide@1', minLength: 8, classes: [lower, upper, digit, special] },
  /** NIST SP 800-63B-4 for a password that stands alone: length and block-list instead of classes. */
  modern: { name: 'modern@1', minLength: 15, classes: [] },
};

/** The terms of a preset to which nothing was added. */
export function plainTerms(preset: Preset): Terms {
  return { preset, minLength: 0, history: 0, barredWords: 0, breached: false };
}

export function policyOf(terms: Terms): Policy {
  const preset = presets[terms.preset];
  const minLength = Math.max(preset.minLength, terms.minLength);
  const rules = [
    atLeast(minLength),
    atMost(mostCharacters),
    ...preset.classes,
    notCommon,
    notPersonal,
    ...(terms.barredWords > 0 ? [notBarred] : []),
    ...(terms.breached ? [notBreached] : []),
    ...(terms.history > 0 ? [notUsedBefore(terms.history)] : []),
  ];
  const id = [preset.name, ...additions(terms, minLength > preset.minLength)].join('+');
  return {
    id,
    minLength,
    maxLength: mostCharacters,
    passwordRules: rules.flatMap((rule) => rule.passwordRules ?? []).join(' '),
    rules,
  };
}

function additions({ minLength, history, barredWords, breached }: Terms, longer: boolean): string[] {
  return [
    ...(longer ? [`length${minLength}`] : []),
    ...(barredWords > 0 ? [`words${barredWords}`] : []),
    ...(breached ? ['breached'] : []),
    ...(history > 0 ? [`history${history}`] : []),
  ];
}

/** All violations at once, in the policy's order. In a page, without findings, the rules that are not local are kept. */
export function violationsOf({ rules }: Policy, password: string, findings?: Findings): Violation[] {
  const judged = candidate(password, findings);
  return rules.flatMap((rule) => rule.check(judged) ?? []);
}
