import assert from 'node:assert/strict';
import { Refusal, type RefusalCode } from '../src/kernel/index.ts';

/** Expects the refusal of this code and gives it back. */
export async function refuses<C extends RefusalCode>(work: Promise<unknown>, code: C): Promise<Refusal<C>> {
  const outcome = await work.then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal && outcome.is(code)) return outcome;
  if (outcome instanceof Refusal) assert.fail(`refused "${outcome.code}" instead of "${code}"`);
  if (outcome instanceof Error) throw outcome;
  assert.fail(`${outcome}, expected "${code}"`);
}
