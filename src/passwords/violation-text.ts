import type { Violation } from '../kernel/index.ts';
import type { MessageKey, Params } from '../locale/index.ts';

const keys = {
  length: 'passwords.refused.length',
  too_long: 'passwords.refused.too_long',
  lower: 'passwords.refused.lower',
  upper: 'passwords.refused.upper',
  number: 'passwords.refused.number',
  special: 'passwords.refused.special',
  common: 'passwords.refused.common',
  personal: 'passwords.refused.personal',
  barred: 'passwords.refused.barred',
  breached: 'passwords.refused.breached',
  used_before: 'passwords.refused.used_before',
  /** No rule of a policy: the two entries of a form are not the same. */
  differs: 'passwords.refused.differs',
} as const satisfies Record<string, MessageKey>;

/** The text of the catalogue that tells a violation and how to mend it. */
export function violationText({ rule, params }: Violation): { key: MessageKey; params: Params } {
  const key = keys[rule as keyof typeof keys];
  if (!key) throw new Error(`no text tells what violates the password rule ${rule}`);
  return { key, params };
}
