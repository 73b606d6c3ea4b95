import { readFileSync } from 'node:fs';
import { settingKeys, settingsTable } from './table.ts';

/** Where a setting's text was found. */
export interface Source {
  text: string;
  from: 'environment' | 'file';
}

/**
 * The text of one setting, from `NAME` or the file that `NAME_FILE` names; empty means not set.
 * A fault goes to `faults` as a whole sentence.
 */
export function sourceOf(env: NodeJS.ProcessEnv, name: string, faults: string[]): Source | undefined {
  const text = env[name]?.trim() ? env[name] : undefined;
  const file = env[`${name}_FILE`]?.trim();
  if (text !== undefined && file) faults.push(`${name} and ${name}_FILE are both set; one of them must go.`);
  if (text !== undefined) return { text: text.trim(), from: 'environment' };
  return file ? readSource(file, `${name}_FILE`, faults) : undefined;
}

function readSource(file: string, name: string, faults: string[]): Source | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text !== '') return { text, from: 'file' };
    faults.push(`${name} names an empty file, ${file}.`);
  } catch (error) {
    faults.push(`${name} names a file that cannot be read: ${(error as Error).message}.`);
  }
  return undefined;
}

/** Every `REKEY_…` in the environment that is no setting: most likely a slip of the pen, which would go unnoticed. */
export function unknownSettings(env: NodeJS.ProcessEnv): string[] {
  const names = settingKeys.map((key) => settingsTable[key].name);
  const known = new Set(names.flatMap((name) => [name, `${name}_FILE`]));
  const unknown = Object.keys(env).filter((name) => name.startsWith('REKEY_') && !known.has(name) && env[name]?.trim());
  return unknown.map((name) => `${name} is not a setting of this release${nearest(name, names)}.`);
}

function nearest(name: string, names: string[]): string {
  const bare = name.replace(/_FILE$/, '');
  const [best] = names.map((known) => ({ known, far: distance(bare, known) })).sort((a, b) => a.far - b.far);
  return best && best.far <= 3 ? ` (${best.known} is)` : '';
}

/** How many single letters have to be put in, taken out or exchanged to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
