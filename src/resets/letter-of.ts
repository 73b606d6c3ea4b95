import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';

/** What a page that has just sent something follows until it is settled. */
export function createLetter({ audit, mail }: Parts): Resets['letter'] {
  return async (caller, resetId) => {
    await audit.admit(caller, 'resets.read');
    return (await mail.about(resetId)).at(-1);
  };
}
