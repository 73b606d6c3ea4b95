export const mail = {
  'mail.name': 'mail',
} as const satisfies Record<string, string>;
