export const mailbox = {
  'mailbox.name': 'mailbox',
} as const satisfies Record<string, string>;
