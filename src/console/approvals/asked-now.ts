import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Told } from '../toasts.tsx';

/** What somebody is told whose request waits for a second administrator from now on. */
export function askedNow({ t }: Staff): Told {
  return { kind: 'success', text: t('approvals.asked_now') };
}

/** The same of a request about a user, which nobody but that user may be there to approve. */
export async function askedAbout(desk: Desk, staff: Staff, user: User): Promise<Told> {
  if (!(await onlyTheyApprove(desk, staff, user))) return askedNow(staff);
  return { kind: 'warning', text: staff.t('approvals.asked_alone', { name: user.name }) };
}

/** Whether nobody else is there to approve what is asked for about a user: they may be the one who cannot get in. */
export async function onlyTheyApprove({ database, users }: Desk, { me }: Staff, { id }: User): Promise<boolean> {
  return !(await users.hasOtherAdministrator(database.read, me.user.id, id));
}
