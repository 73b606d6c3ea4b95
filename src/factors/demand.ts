import type { Reader, Tx } from '../database/index.ts';
import { isStaff, type Role } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';
import { digestsIn } from './device-mark.ts';
import { hasFactor } from './has-factor.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import { rememberedBy } from './store.ts';

/** Who is asked for a second factor, and who has to have one. */
export function createDemand({ clock, settings }: Parts): Pick<Factors, 'due' | 'rememberedWith' | 'missing'> {
  const remembered = async (db: Reader | Tx, { id: userId }: User, device: string | undefined) =>
    device === undefined ? undefined : rememberedBy(db, { userId, digests: digestsIn(device), now: clock.now() });
  return {
    async due(db, user, device) {
      return (await hasFactor(db, user.id)) && (await remembered(db, user, device)) === undefined;
    },
    async rememberedWith(db, user, device) {
      return (await remembered(db, user, device))?.factor_used ?? undefined;
    },
    async missing(db: Reader | Tx, user) {
      const { second_factor_for: whom } = await settings.read(db);
      return demands(whom, user.role) && !(await hasFactor(db, user.id));
    },
  };
}

function demands(whom: SettingValues['second_factor_for'], role: Role): boolean {
  if (whom === 'everybody') return true;
  if (whom === 'staff') return isStaff(role);
  return whom === 'settings' && role === 'settings';
}
