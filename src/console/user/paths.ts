export const usersPath = '/settings/users';

export const tabs = ['access', 'preferences', 'security', 'resets', 'history'] as const;
export type Tab = (typeof tabs)[number];

export function userPath(userId: string, tab?: Tab): string {
  return tab === undefined ? `${usersPath}/${userId}` : `${usersPath}/${userId}?tab=${tab}`;
}

export function tabIn(text: string | undefined): Tab {
  return tabs.find((tab) => tab === text) ?? 'access';
}
