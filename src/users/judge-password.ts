import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { minute, Refusal, second } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import { asSubject } from './as-subject.ts';
import type { Company, Users } from './index.ts';
import { formerPasswords } from './password-store.ts';

interface Parts {
  database: Database;
  audit: Audit;
  settings: Settings;
  passwords: Passwords;
  companyOf(db: Database['read'], companyId: string): Promise<Company>;
}

/**
 * Judges a password that a user wants by the policy of now, the user's own words and former passwords. That it could
 * not be looked up among breached ones is recorded, and refused where the setting says so and the service does not answer.
 */
export function createJudgePassword(parts: Parts): Users['judgePassword'] {
  const { database, audit, settings, passwords, companyOf } = parts;
  return async (caller, user, { password, typing = false, history = !typing }) => {
    const rules = await settings.read(database.read);
    const company = await companyOf(database.read, user.companyId);
    const former = history ? await formerPasswords(database.read, user.id, rules.password_history) : undefined;
    const person = { ...user, company: company.name };
    const judgement = await passwords.judge(rules, { password, person, former, typing });
    const unknownTo = judgement.breachesUnknown;
    if (unknownTo === undefined || typing) return judgement.violations;
    const closed = unknownTo === 'service' && rules.breach_lookup === 'fail_closed';
    await database.write((tx) =>
      audit.record(tx, caller, {
        event: 'password.breaches_unknown',
        subject: asSubject(user),
        details: { held_back: closed },
      }),
    );
    if (closed) throw new Refusal('breaches_unknown', { retryAfter: minute / second });
    return judgement.violations;
  };
}
