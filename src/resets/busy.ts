import { Refusal } from '../kernel/index.ts';

/** Whether the database could not take a write just now. */
export function isBusy(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'busy';
}
