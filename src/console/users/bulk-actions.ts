import type { Act, Caller } from '../../kernel/index.ts';
import { may } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { BulkAction } from '../list/index.ts';

interface Declared {
  key: string;
  address: string;
  act: Act;
  danger?: boolean;
}

/**
 * What can be done with many users at once; the words are `users.bulk.KEY`. Each address takes the selection as a form
 * (`selectionFields`), asks, and then does it.
 */
const declared: Declared[] = [
  { key: 'send', address: '/settings/jobs/new/send', act: 'resets.send' },
  { key: 'archive', address: '/settings/jobs/new/archive', act: 'users.archive', danger: true },
  { key: 'unarchive', address: '/settings/jobs/new/unarchive', act: 'users.archive' },
  { key: 'end_sessions', address: '/settings/jobs/new/end_sessions', act: 'sessions.end' },
  { key: 'cancel_links', address: '/settings/jobs/new/cancel_links', act: 'resets.cancel' },
];

export function bulkActions(caller: Caller, t: Translate): BulkAction[] {
  return declared
    .filter(({ act }) => may(caller, act))
    .map(({ key, address, danger = false }) => ({
      key,
      address,
      danger,
      text: t(`users.bulk.${key}` as 'users.list.title'),
    }));
}
