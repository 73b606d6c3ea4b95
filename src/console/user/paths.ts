import type { WebContext } from '../../http/index.ts';
import { type Place, placeIn, placeQuery } from '../list/index.ts';

export const usersPath = '/settings/users';

export const tabs = ['access', 'preferences', 'security', 'resets', 'history'] as const;
export type Tab = (typeof tabs)[number];

/** `place` is where the user stands in the list from which somebody came. */
export function userPath(userId: string, tab?: Tab, place?: Place): string {
  const query = new URLSearchParams([...(tab ? [['tab', tab]] : []), ...(place ? placeQuery(place) : [])]);
  return query.size === 0 ? `${usersPath}/${userId}` : `${usersPath}/${userId}?${query}`;
}

/** One of the acts on a user, from which somebody comes back to the same place. */
export function actPath(userId: string, act: string, place: Place | undefined): string {
  return `${usersPath}/${userId}/${act}${place ? `?${placeQuery(place)}` : ''}`;
}

/** The list as it was left. */
export function listPath(place: Place | undefined): string {
  return place ? `${usersPath}?${new URLSearchParams(place.list)}` : usersPath;
}

/** Where somebody stands who came to this page from the list. */
export function placeOf(c: WebContext): Place | undefined {
  return placeIn(new URL(c.req.url).searchParams);
}

export function tabIn(text: string | undefined): Tab {
  return tabs.find((tab) => tab === text) ?? 'access';
}
