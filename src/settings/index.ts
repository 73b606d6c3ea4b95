import type { Reader, Tx } from '../database/index.ts';
import type { Caller, Refusal } from '../kernel/index.ts';
import type { SettingKey, SettingValue, SettingValues } from './declared.ts';
import type { Declaration } from './kinds.ts';

export { declarationOf, type SettingKey, type SettingValue, type SettingValues, settingKeys } from './declared.ts';
export type { Declaration } from './kinds.ts';
export { createSettings } from './settings.ts';
export { parseSetting, unitFor, units } from './typed.ts';

/** One setting, as the page of all settings tells it. */
export interface SettingLine {
  key: SettingKey;
  declaration: Declaration;
  value: SettingValue;
  /** Nothing while it is as declared. */
  changed: { at: number; by: string } | undefined;
}

/** A change as somebody meant it: what they saw, and what it is to be. */
export type SettingChange = { [K in SettingKey]: { key: K; from: SettingValues[K]; to: SettingValues[K] } }[SettingKey];

export interface Settings {
  /** Every setting as it is now: the default where nothing was changed. */
  read(db: Reader | Tx): Promise<SettingValues>;
  /** Every setting with its declaration, in the declared order. Refuses `forbidden`. */
  list(caller: Caller): Promise<SettingLine[]>;
  /** Those whose stored value no longer fits, so that the default holds in its place. */
  unfit(db: Reader | Tx): Promise<SettingKey[]>;
  /** Changes one, audited with old and new value. Refuses `forbidden`, `malformed`, `approval_needed`. */
  change<K extends SettingKey>(caller: Caller, key: K, value: SettingValues[K]): Promise<void>;
  /** Changes several or none, each audited; if one waits for approval, all do. Refuses as `change`. */
  changeSeveral(caller: Caller, values: Partial<SettingValues>): Promise<void>;
  /**
   * The same for somebody who has seen the values. One that somebody else has changed since it was seen is not overwritten.
   * Refuses as `change`, and `changed_meanwhile`. Answers which were changed.
   */
  changeSeen(caller: Caller, changes: readonly SettingChange[]): Promise<SettingKey[]>;
  /** Inside the transaction of a second person's approval. */
  changeApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | undefined>;
  /** Back to the default, audited. Refuses `forbidden`, `approval_needed`. */
  revert(caller: Caller, key: SettingKey): Promise<void>;
}
