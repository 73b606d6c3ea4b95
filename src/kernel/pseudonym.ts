/** How somebody who was erased is called: it tells one from another, and nothing else. */
export function pseudonymOf(userId: string): string {
  return `deleted-${userId.slice(-8)}`;
}
