import type { Staff } from '../desk.tsx';
import type { Told } from '../toasts.tsx';

/** What somebody is told whose request waits for a second administrator from now on. */
export function askedNow({ t }: Staff): Told {
  return { kind: 'success', text: t('approvals.asked_now') };
}
