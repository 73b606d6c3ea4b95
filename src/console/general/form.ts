import { Refusal } from '../../kernel/index.ts';
import { declarationOf, parseSetting, type SettingChange, type SettingKey, settingKeys } from '../../settings/index.ts';

/** The fields of the form as they came. */
export type TypedSettings = Record<string, string | undefined>;

export function unitName(key: SettingKey): string {
  return `${key}_unit`;
}

/** Beside each field the form carries what was shown, so that nothing that was not touched is changed. */
export function seenName(key: SettingKey): string {
  return `${key}_seen`;
}

/** Which settings the form is about: those that it changes, and those whose fields hold what they cannot be. */
export interface Touched {
  changes: SettingChange[];
  wrong: SettingKey[];
}

/** What somebody touched: what was left as it was shown is none of it. Refuses `malformed` for a form that is none of ours. */
export function readTouched(form: TypedSettings): Touched {
  const changes: SettingChange[] = [];
  const wrong: SettingKey[] = [];
  for (const key of settingKeys) {
    const to = parseSetting(key, { value: form[key], unit: form[unitName(key)] });
    if (to === undefined) wrong.push(key);
    else {
      const from = readSeen(key, form[seenName(key)]);
      if (JSON.stringify(from) !== JSON.stringify(to)) changes.push({ key, from, to } as SettingChange);
    }
  }
  return { changes, wrong };
}

/** What else somebody touched in the form whose button concerns one setting alone; nothing where only that one was sent. */
export function readTouchedBesides(form: TypedSettings, key: SettingKey): Touched {
  if (form[seenName(key)] === undefined) return { changes: [], wrong: [] };
  const { changes, wrong } = readTouched(form);
  return { changes: changes.filter((one) => one.key !== key), wrong: wrong.filter((one) => one !== key) };
}

function readSeen(key: SettingKey, text: string | undefined): unknown {
  try {
    const seen = declarationOf(key).shape.safeParse(JSON.parse(text ?? ''));
    if (seen.success) return seen.data;
  } catch {
    // Refused below.
  }
  throw new Refusal('malformed', { field: seenName(key) });
}
