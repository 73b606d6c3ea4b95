export const serversPath = '/settings/technical/email/outgoing-mail-servers';
export const emailsPath = '/settings/technical/email/emails';

export const serverPath = (id: string): string => `${serversPath}/${id}`;
export const emailPath = (id: string): string => `${emailsPath}/${id}`;

/** The arrow that moves a server, as its page names it. */
export function arrowId(way: 'up' | 'down', id: string): string {
  return `${way}-${id}`;
}
