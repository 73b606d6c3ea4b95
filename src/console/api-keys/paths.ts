export const keysPath = '/settings/api-keys';
