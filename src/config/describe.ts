import type { Config } from './index.ts';
import { sourceOf } from './sources.ts';
import { type SettingKey, settingKeys, settingsTable } from './table.ts';

/** One setting as `config show` tells it; never a secret. */
export interface ConfigLine {
  name: string;
  value: string | null;
  from: 'default' | 'environment' | 'file';
  /** What holds where nothing is set, in words. */
  default: string | null;
  explain: string;
}

const hidden = '(set)';

/** Every setting with its value in force and where it comes from. `config` was loaded from the same environment. */
export function describeConfig(config: Config, env: NodeJS.ProcessEnv): ConfigLine[] {
  return settingKeys.map((key) => {
    const { name, explain, default: usual, defaultWords = inWords(usual) } = settingsTable[key];
    const from = sourceOf(env, name, [])?.from ?? 'default';
    return { name, value: shown(key, config), from, default: defaultWords, explain };
  });
}

function shown(key: SettingKey, config: Config): string | null {
  const { secret } = settingsTable[key];
  const words = inWords(config[key]);
  if (words === null || secret === undefined) return words;
  return secret === 'whole' ? hidden : withoutPassword(words);
}

function inWords(value: unknown): string | null {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password === '') return address;
  url.password = hidden;
  return url.href;
}
