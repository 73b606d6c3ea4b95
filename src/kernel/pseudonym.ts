/** How somebody who was erased is called: it tells one from another, and nothing else. */
export function pseudonymOf(userId: string): string {
  return `deleted-${userId.slice(-8)}`;
}

/** Whether a name is one that somebody erased could have: nobody who is there may take it. */
export function isPseudonym(name: string): boolean {
  return /^deleted-[0-9a-f]{8}$/i.test(name);
}
