export const serversPath = '/settings/technical/email/outgoing-mail-servers';
export const emailsPath = '/settings/technical/email/emails';

export const serverPath = (id: string): string => `${serversPath}/${id}`;
export const emailPath = (id: string): string => `${emailsPath}/${id}`;
