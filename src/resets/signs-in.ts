import { isStaff } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { User } from '../users/index.ts';

/** Whether a link signs this user in once the password is set. Administrators are all who see the console. */
export function signsIn({ automatic_sign_in }: SettingValues, user: User): boolean {
  return automatic_sign_in === 'on' || (automatic_sign_in === 'not_for_administrators' && !isStaff(user.role));
}
