import { isSameEmail } from '../kernel/index.ts';
import type { AddressChange } from './index.ts';

/** Whether staff have said that another mailbox is this user's. */
export function isAnotherMailbox({ by, user, before }: AddressChange): boolean {
  return by === 'staff' && !isSameEmail(user.email, before.email);
}
