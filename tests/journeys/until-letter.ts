import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Inbox, ReceivedLetter } from '../inbox.ts';

/** Waits for a letter with this subject. */
export async function untilLetter(inbox: Inbox, subject: string): Promise<ReceivedLetter> {
  for (let tries = 0; tries < 400; tries++) {
    const letter = inbox.letters.find((one) => one.subject === subject);
    if (letter) return letter;
    await delay(50);
  }
  return assert.fail(`no letter "${subject}" came`);
}
