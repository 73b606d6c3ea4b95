import type { Child } from 'hono/jsx';
import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { ResetsTable } from '../resets/resets-table.tsx';

const shown = 25;

/** What was asked for and sent, the newest first, each with its timeline. */
export async function resetsTab(desk: Desk, staff: Staff, user: User): Promise<Child> {
  const { t, caller } = staff;
  const resets = await desk.resets.latest(caller, shown, user.id);
  if (resets.length === 0) return <p class="quiet">{t('user.resets.none')}</p>;
  return <ResetsTable staff={staff} resets={resets} label={t('user.tab.resets')} />;
}
