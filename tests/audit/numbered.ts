import type { EventName } from '../../src/kernel/index.ts';

/** An event that nothing but a proof records, so that each can be told from the others. */
export function numbered(number: number): EventName {
  return `event.${number}` as EventName;
}
