import { alone, type Database, type Reader, remember, type Tx } from '../database/index.ts';
import {
  type Act,
  type Caller,
  type Change,
  type Clock,
  differences,
  type EventName,
  Refusal,
} from '../kernel/index.ts';
import { declarationOf, type SettingKey, type SettingValue, type SettingValues, settingKeys } from './declared.ts';
import type { Settings } from './index.ts';
import { deleteSetting, readSettings, type StoredSetting, writeSetting } from './store.ts';

/** What settings need of the audit, which stands above them. */
interface Witness {
  demand(tx: Tx, caller: Caller, act: Act): Promise<Refusal | undefined>;
  admit(caller: Caller, act: Act): Promise<void>;
  record(
    tx: Tx,
    caller: Caller,
    entry: {
      event: EventName;
      subject: { kind: 'setting'; id: string; label: string };
      details: Record<string, string | number | boolean>;
    },
  ): Promise<void>;
}

/** Asked with all that is to change together, inside the transaction. */
type Guard = (
  tx: Tx,
  caller: Caller,
  asked: { changes: readonly Change[]; wish: object },
) => Promise<Refusal | undefined>;

interface Parts {
  database: Database;
  clock: Clock;
  witness: Witness;
  /** Says no where a second person has to approve it first. Handed over in `app.ts`. */
  guard?: Guard;
}

/** What is to be, or `undefined` for the default; `from` where the caller has seen a value. */
interface Wanted {
  key: SettingKey;
  to: SettingValue | undefined;
  from?: SettingValue;
}

/** All that was to change together, as whoever asked has seen it. */
interface Wish {
  changes: Required<Wanted>[];
}

export function createSettings(parts: Parts): Settings {
  const { database, witness } = parts;
  const change = (caller: Caller, changes: readonly Wanted[]): Promise<SettingKey[]> =>
    database.write((tx) => changeAll(tx, parts, caller, changes));
  return {
    read: remember(database, async (db: Reader | Tx) => valuesOf(await readSettings(db))),
    async list(caller) {
      await witness.admit(caller, 'settings.change');
      const stored = await readSettings(database.read);
      return settingKeys.map((key) => ({
        key,
        declaration: declarationOf(key),
        value: currentOf(key, stored.get(key)),
        changed: whoChanged(stored.get(key)),
      }));
    },
    async unfit(db) {
      const stored = await readSettings(db);
      return settingKeys.filter((key) => stored.has(key) && !fitting(key, stored.get(key))?.success);
    },
    async change(caller, key, to) {
      await change(caller, [{ key, to }]);
    },
    async changeSeveral(caller, values) {
      const told = settingKeys.filter((key) => values[key] !== undefined);
      await change(
        caller,
        told.map((key) => ({ key, to: values[key] })),
      );
    },
    changeSeen: change,
    changeApproved: async (tx, caller, wish) => {
      const { changes } = wish as Wish;
      const changed = await changeAll(tx, { database, clock: parts.clock, witness }, caller, changes);
      return changed instanceof Refusal ? changed : undefined;
    },
    async revert(caller, key) {
      await change(caller, [{ key, to: undefined }]);
    },
  };
}

async function changeAll(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  changes: readonly Wanted[],
): Promise<SettingKey[] | Refusal> {
  const refused = await parts.witness.demand(tx, caller, 'settings.change');
  if (refused) return refused;
  const wrong = changes.find(({ key, to }) => to !== undefined && !declarationOf(key).shape.safeParse(to).success);
  if (wrong) return new Refusal('malformed', { field: wrong.key });
  await alone(tx, 'settings'); // of two who saw the same, the second one sees what the first one made of it
  const stored = await readSettings(tx);
  const touched = changes.filter(({ from, to }) => from === undefined || !same(from, to));
  const stale = touched.some(({ key, from }) => from !== undefined && !same(from, currentOf(key, stored.get(key))));
  if (stale) return new Refusal('changed_meanwhile', {});
  const wanted = touched.filter((one) => !isSo(one, stored.get(one.key)));
  const needed = await guarded(tx, parts, caller, { wanted, stored });
  if (needed) return needed;
  for (const one of wanted) await changeOne(tx, parts, caller, { ...one, stored: stored.get(one.key) });
  return wanted.map(({ key }) => key);
}

/** Whether it is so already: who made it so, and when, stays as it was. */
function isSo({ key, to }: Wanted, stored: StoredSetting | undefined): boolean {
  if (!stored) return to === undefined || same(to, declarationOf(key).default as SettingValue);
  return to !== undefined && fitting(key, stored)?.success === true && same(to, currentOf(key, stored));
}

async function guarded(
  tx: Tx,
  { guard }: Parts,
  caller: Caller,
  { wanted, stored }: { wanted: readonly Wanted[]; stored: Map<string, StoredSetting> },
): Promise<Refusal | undefined> {
  const seen = wanted.map(({ key, to }) => ({ key, to, from: currentOf(key, stored.get(key)) }));
  const wish: Wish = { changes: seen };
  const before = seen.map(({ key, from }) => [key, toldOrNot(from)]);
  const after = seen.map(({ key, to }) => [key, toldOrNot(to ?? declarationOf(key).default)]);
  return guard?.(tx, caller, { changes: differences(Object.fromEntries(before), Object.fromEntries(after)), wish });
}

async function changeOne(
  tx: Tx,
  { clock, witness }: Parts,
  caller: Caller,
  { key, to, stored }: Wanted & { stored: StoredSetting | undefined },
): Promise<void> {
  const by = 'label' in caller.actor ? caller.actor.label : caller.actor.kind;
  if (to === undefined) await deleteSetting(tx, key);
  else await writeSetting(tx, key, { value: JSON.stringify(to), at: clock.now(), by });
  await witness.record(tx, caller, {
    event: 'setting.changed',
    subject: { kind: 'setting', id: key, label: key },
    details: { before: told(currentOf(key, stored)), after: told(to ?? declarationOf(key).default) },
  });
}

function valuesOf(stored: Map<string, StoredSetting>): SettingValues {
  const values = settingKeys.map((key) => [key, currentOf(key, stored.get(key))]);
  return Object.fromEntries(values) as SettingValues;
}

/** A value that no longer fits its shape counts as never changed: a tightened rule must not stop the server. */
function currentOf(key: SettingKey, stored: StoredSetting | undefined): SettingValue {
  const parsed = fitting(key, stored);
  return (parsed?.success ? parsed.data : declarationOf(key).default) as SettingValue;
}

function fitting(key: SettingKey, stored: StoredSetting | undefined) {
  return stored && declarationOf(key).shape.safeParse(JSON.parse(stored.value));
}

function same(one: SettingValue, other: SettingValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function told(value: SettingValue): string | number | boolean {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

function toldOrNot(value: SettingValue): string | number | boolean | null {
  return value === null ? null : told(value);
}

function whoChanged(stored: StoredSetting | undefined): { at: number; by: string } | undefined {
  return stored && { at: stored.at, by: stored.by };
}
