import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Clock, Log, Meter, Random, Secrets } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Challenges, Throttle } from '../throttle/index.ts';
import type { Users } from '../users/index.ts';

/** What resets are made of. */
export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  meter: Meter;
  locale: Locale;
  approvals: Pick<Approvals, 'demand' | 'mustWait' | 'waitingReset' | 'waitingSince'>;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  challenges: Challenges;
  passwords: Passwords;
  mail: Mail;
  jobs: Jobs;
  users: Users;
  factors: Pick<Factors, 'of' | 'disown' | 'hasUndisowned'>;
  sessions: Sessions;
  /** Where links lead, unless the user's company has an address of its own. Refuses `configuration` if none is known. */
  baseUrl(): string;
}
