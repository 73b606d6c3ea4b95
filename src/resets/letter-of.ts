import type { MessageRecord } from '../mail/index.ts';
import type { ResetLine, Resets, ToldReset } from './index.ts';
import type { Parts } from './parts.ts';

/** What a page that has just sent something follows until it is settled. */
export function createLetter(parts: Parts): Resets['letter'] {
  return async (caller, resetId) => {
    await parts.audit.admit(caller, 'resets.read');
    return latestLetter(parts, resetId);
  };
}

/** Each with how it stands with its letter. */
export function withLetters(parts: Parts, resets: readonly ResetLine[]): Promise<ToldReset[]> {
  return Promise.all(resets.map(async (reset) => ({ reset, letter: await latestLetter(parts, reset.id) })));
}

/** Of several the newest. */
async function latestLetter({ mail }: Parts, resetId: string): Promise<MessageRecord | undefined> {
  return (await mail.about(resetId)).at(-1);
}
