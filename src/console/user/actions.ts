import { type Act, isOneself, may } from '../../kernel/index.ts';
import type { User, UserState } from '../../users/index.ts';
import type { Staff } from '../desk.tsx';
import type { Place } from '../list/index.ts';
import { actPath } from './paths.ts';

interface Declared {
  key: 'send' | 'invite' | 'archive' | 'unarchive' | 'end_sessions' | 'cancel_links' | 'remove_factors' | 'delete';
  path: string;
  act: Act;
  /** For users in these states. */
  states: readonly UserState[];
  danger?: boolean;
  /** Nobody does it to themselves. */
  othersOnly?: boolean;
}

const active = ['invited', 'confirmed'] as const;

/** The Action menu of a user, in Odoo's order. Each leads to a page that asks first. */
const declared: Declared[] = [
  { key: 'send', path: 'send-reset', act: 'resets.send', states: active },
  { key: 'invite', path: 'invite', act: 'resets.send', states: ['invited'] },
  { key: 'archive', path: 'archive', act: 'users.archive', states: active, othersOnly: true },
  { key: 'unarchive', path: 'unarchive', act: 'users.archive', states: ['archived'] },
  { key: 'end_sessions', path: 'end-sessions', act: 'sessions.end', states: active },
  { key: 'cancel_links', path: 'cancel-links', act: 'resets.cancel', states: active },
  {
    key: 'remove_factors',
    path: 'remove-factors',
    act: 'factors.remove',
    states: active,
    danger: true,
    othersOnly: true,
  },
  {
    key: 'delete',
    path: 'delete',
    act: 'users.delete',
    states: ['invited', 'confirmed', 'archived'],
    danger: true,
    othersOnly: true,
  },
];

export function actionsFor({ t, caller }: Staff, user: User, place: Place | undefined) {
  return declared
    .filter(
      ({ act, states, othersOnly }) =>
        may(caller, act, user) && states.includes(user.state) && !(othersOnly && isOneself(caller, user)),
    )
    .map(({ key, path, danger = false }) => ({
      text: t(`user.action.${key}`),
      href: actPath(user.id, path, place),
      dialog: true,
      danger,
    }));
}
