import type { Reader, Tx } from '../database/index.ts';
import { isStaff, type Role } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import { digestsIn } from './device-mark.ts';
import { hasFactor } from './has-factor.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import { isRemembered } from './store.ts';

/** Who is asked for a second factor, and who has to have one. */
export function createDemand({ clock, settings }: Parts): Pick<Factors, 'due' | 'missing'> {
  return {
    async due(db, user, device) {
      if (!(await hasFactor(db, user.id))) return false;
      if (device === undefined) return true;
      return !(await isRemembered(db, { userId: user.id, digests: digestsIn(device), now: clock.now() }));
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
