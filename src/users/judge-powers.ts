import { type Caller, isStaff, Refusal, type Role, withheldFromRoles } from '../kernel/index.ts';

/** Of an act by which somebody gets or loses the powers of staff: refuses `scope_missing` where a key is too narrow for that. */
export function judgePowers(caller: Caller): Refusal | undefined {
  const scope = withheldFromRoles(caller);
  return scope && new Refusal('scope_missing', { scope });
}

/** The same of an act that gives or takes all that this role may do. */
export function judgePowersOf(role: Role, caller: Caller): Refusal | undefined {
  return isStaff(role) ? judgePowers(caller) : undefined;
}
