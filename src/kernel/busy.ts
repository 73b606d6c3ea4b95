import { Refusal } from './refusal.ts';

/** Whether the database could not take a write just now. What was only to be noted may then be left out. */
export function isBusy(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'busy';
}
