/** How staff made sure who is calling before they sent a link. There is no default. */
export const identityChecks = ['known', 'called_back', 'code', 'ticket', 'other'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

export function isIdentityCheck(text: string): text is IdentityCheck {
  return (identityChecks as readonly string[]).includes(text);
}
