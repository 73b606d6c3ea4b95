import type { Database, Reader, Tx } from '../database/index.ts';
import { type Act, type Caller, type Clock, Refusal } from '../kernel/index.ts';
import { declared, type SettingKey, type SettingValues } from './declared.ts';
import type { Settings } from './index.ts';
import { readSettings, writeSetting } from './store.ts';

/** What settings need of the audit, which stands above them. */
interface Witness {
  demand(tx: Tx, caller: Caller, act: Act): Promise<Refusal | undefined>;
  record(
    tx: Tx,
    caller: Caller,
    entry: {
      event: string;
      subject: { kind: 'setting'; id: string; label: string };
      details: Record<string, string | number | boolean>;
    },
  ): Promise<void>;
}

interface Parts {
  database: Database;
  clock: Clock;
  witness: Witness;
}

export function createSettings({ database, clock, witness }: Parts): Settings {
  return {
    read: readAll,
    change: (caller, key, value) =>
      database.write(async (tx) => {
        const refused = await witness.demand(tx, caller, 'settings.change');
        if (refused) return refused;
        if (!declared[key].shape.safeParse(value).success) return new Refusal('malformed', { field: key });
        const before = (await readAll(tx))[key];
        await writeSetting(tx, { key, value: JSON.stringify(value), at: clock.now(), by: nameOf(caller) });
        const subject = { kind: 'setting', id: key, label: key } as const;
        await witness.record(tx, caller, {
          event: 'setting.changed',
          subject,
          details: { before: told(before), after: told(value) },
        });
        return undefined;
      }),
  };
}

/** A value that no longer fits its shape counts as never changed: a tightened rule must not stop the server. */
async function readAll(db: Reader | Tx): Promise<SettingValues> {
  const changed = await readSettings(db);
  const values = Object.entries(declared).map(([key, { shape, default: byDefault }]) => {
    const stored = changed.get(key);
    const parsed = stored === undefined ? undefined : shape.safeParse(JSON.parse(stored));
    return [key, parsed?.success ? parsed.data : byDefault];
  });
  return Object.fromEntries(values) as { [K in SettingKey]: SettingValues[K] };
}

function told(value: SettingValues[SettingKey]): string | number | boolean {
  return Array.isArray(value) ? value.join(', ') : value;
}

function nameOf(caller: Caller): string {
  return 'label' in caller.actor ? caller.actor.label : caller.actor.kind;
}
