import type { Config } from './index.ts';
import { sourceOf } from './sources.ts';
import { type Setting, type SettingKey, settingKeys, settingsTable } from './table.ts';

/** One setting as `config show` tells it; never a secret. */
export interface ConfigLine {
  name: string;
  value: string | null;
  from: 'default' | 'environment' | 'file';
  explain: string;
}

const hidden = '(set)';

/** Every setting with its value in force and where it comes from. `config` was loaded from the same environment. */
export function describeConfig(config: Config, env: NodeJS.ProcessEnv): ConfigLine[] {
  return settingKeys.map((key) => {
    const { name, explain } = settingsTable[key];
    return { name, value: shown(key, config), from: sourceOf(env, name, [])?.from ?? 'default', explain };
  });
}

function shown(key: SettingKey, config: Config): string | null {
  const value = config[key];
  const setting: Setting<unknown> = settingsTable[key] as Setting<unknown>;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (setting.secret === 'whole') return hidden;
  if (setting.secret === 'password') return withoutPassword(String(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = hidden;
  return url.href;
}
