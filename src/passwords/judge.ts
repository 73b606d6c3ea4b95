import type { Violation } from '../kernel/index.ts';
import { findBarred } from './barred.ts';
import type { BreachLookup } from './breach-lookup.ts';
import type { BreachedFile } from './breached-file.ts';
import { findCommon, type KnownPieces } from './common.ts';
import type { Hashing } from './hashing.ts';
import type { Candidate, Judgement } from './index.ts';
import { findPersonal } from './personal.ts';
import { policyOf, violationsOf } from './policies.ts';
import { type Findings, wasUsedBefore } from './rules.ts';
import { type PasswordSettings, termsOf } from './terms.ts';

export interface Known extends KnownPieces {
  breachedFile: Pick<BreachedFile, 'isThere' | 'has'>;
  breachLookup: BreachLookup;
  verify: Hashing['verify'];
}

/**
 * Judges by every rule of a policy, those too that only the server can judge. Against former passwords only what could be
 * set otherwise: else whoever holds a link could try, at no cost, which weak one of them was used elsewhere.
 */
export async function judge(known: Known, settings: PasswordSettings, candidate: Candidate): Promise<Judgement> {
  const policy = policyOf(termsOf(settings, known.breachedFile.isThere()));
  const { password, person } = candidate;
  // What is too long is refused anyway; its beginning tells what else it lacks.
  const begin = [...password].slice(0, policy.maxLength).join('');
  const listed = known.breachedFile.has(password);
  const looked = listed === true || (await lookUp(known, settings, candidate));
  const findings: Findings = {
    common: await findCommon(begin, known),
    personal: findPersonal(begin, person),
    barred: findBarred(begin, settings.password_barred_words),
    breached: looked === true,
  };
  const others = violationsOf(policy, password, findings);
  const violations = others.length > 0 ? others : await repeated(known, candidate);
  return { violations, breachesUnknown: unknownTo(listed, looked) };
}

function unknownTo(listed: boolean | undefined, looked: boolean | undefined): Judgement['breachesUnknown'] {
  if (looked === undefined) return 'service';
  return listed === undefined && !looked ? 'file' : undefined;
}

/** A password that is still being typed is told to nobody. */
async function lookUp(
  known: Known,
  settings: PasswordSettings,
  { password, typing }: Candidate,
): Promise<boolean | undefined> {
  if (typing || settings.breach_lookup === 'off') return false;
  return known.breachLookup.has(password, settings.breach_lookup_address);
}

/** Each costs a hash, so they are compared once it is certain that this is the one. */
async function repeated({ verify }: Known, { password, former, typing }: Candidate): Promise<Violation[]> {
  if (typing || !former) return [];
  for (const hash of former.hashes) if (await verify(hash, password, 'known')) return [wasUsedBefore(former.last)];
  return [];
}
