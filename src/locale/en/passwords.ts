export const passwords = {
  'passwords.name': 'passwords',
} as const satisfies Record<string, string>;
