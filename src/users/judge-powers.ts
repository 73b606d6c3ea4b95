import { type Caller, Refusal, withheldFromRoles } from '../kernel/index.ts';

/** Of an act by which somebody gets the powers of staff: refuses `scope_missing` where a key is too narrow for that. */
export function judgePowers(caller: Caller): Refusal | undefined {
  const scope = withheldFromRoles(caller);
  return scope && new Refusal('scope_missing', { scope });
}
