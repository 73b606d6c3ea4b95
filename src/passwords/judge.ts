import type { Violation } from '../kernel/index.ts';
import { findCommon, type KnownPieces } from './common.ts';
import { findPersonal, type Person } from './personal.ts';
import { type Policy, violationsOf } from './policies.ts';

/** Judges by every rule of a policy, those too that only the server can judge. */
export async function judge(
  known: KnownPieces,
  policy: Policy,
  password: string,
  person: Person,
): Promise<Violation[]> {
  // What is too long is refused anyway; its beginning tells what else it lacks.
  const begin = [...password].slice(0, policy.maxLength).join('');
  const common = await findCommon(begin, known);
  return violationsOf(policy, password, { common, personal: findPersonal(begin, person) });
}
