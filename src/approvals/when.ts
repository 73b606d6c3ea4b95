import type { Change } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { ApprovalKindName } from './index.ts';

type Switch = 'approve_administrator_resets' | 'approve_mail_servers';

/** Which setting has a second administrator decide about it. */
const switchOf: Readonly<Record<Exclude<ApprovalKindName, 'setting'>, Switch>> = {
  reset: 'approve_administrator_resets',
  administrator: 'approve_administrator_resets',
  address: 'approve_administrator_resets',
  factors: 'approve_administrator_resets',
  mail_server: 'approve_mail_servers',
  company: 'approve_mail_servers',
};
const switches: ReadonlySet<string> = new Set(Object.values(switchOf));

/** Whether a wish waits for a second administrator, as it is set. Of settings, `guardedSetting` tells. */
export function waits(rules: SettingValues, kind: ApprovalKindName): boolean {
  return kind === 'setting' || rules[switchOf[kind]];
}

/**
 * The first of some settings that nobody changes alone: whoever wants to act alone must not begin with switching the second
 * person off. Where letters come back to is guarded as where they go: what comes back holds what they said.
 */
export function guardedSetting(rules: SettingValues, changes: readonly Change[]): string | undefined {
  const isGuarded = ({ field, before }: Change): boolean =>
    (switches.has(field) && before === true) || (field === 'bounce_address' && rules.approve_mail_servers);
  return changes.find(isGuarded)?.field;
}
