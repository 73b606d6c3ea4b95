import type { Reader, Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { SettingKey, SettingValues } from './declared.ts';

export type { SettingKey, SettingValues } from './declared.ts';
export { createSettings } from './settings.ts';

export interface Settings {
  /** Every setting as it is now: the default where nothing was changed. */
  read(db: Reader | Tx): Promise<SettingValues>;
  /** Changes one, audited with old and new value. Refuses `forbidden` and `malformed`. */
  change<K extends SettingKey>(caller: Caller, key: K, value: SettingValues[K]): Promise<void>;
}
