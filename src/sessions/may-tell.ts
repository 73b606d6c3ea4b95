import type { Tx } from '../database/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Rule, Throttle } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import type { MadeBy } from './index.ts';

/**
 * Whether a letter tells a user of what was done in a browser that is new to them; counted if so. A reset tells of itself
 * by a letter of its own, and whoever sets the installation up has just come.
 */
export async function mayTell(
  tx: Tx,
  { settings, throttle }: { settings: Settings; throttle: Throttle },
  { rule, user, made }: { rule: Rule; user: User; made: MadeBy },
): Promise<boolean> {
  if (made.by !== 'password' && made.by !== 'passkey') return false;
  if (!(await settings.read(tx)).new_device_notice) return false;
  return (await throttle.take(tx, [{ rule, of: user.id }])) === 0;
}
