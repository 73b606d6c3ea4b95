import { type Place, placeQuery } from '../list/index.ts';

export const usersPath = '/settings/users';

export const tabs = ['access', 'preferences', 'security', 'resets', 'history'] as const;
export type Tab = (typeof tabs)[number];

/** `place` is where the user stands in the list from which somebody came. */
export function userPath(userId: string, tab?: Tab, place?: Place): string {
  const query = new URLSearchParams([...(tab ? [['tab', tab]] : []), ...(place ? placeQuery(place) : [])]);
  return query.size === 0 ? `${usersPath}/${userId}` : `${usersPath}/${userId}?${query}`;
}

export function tabIn(text: string | undefined): Tab {
  return tabs.find((tab) => tab === text) ?? 'access';
}
