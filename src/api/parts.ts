import type { ApiKeys } from '../api-keys/index.ts';
import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Clock, Log, Meter, Random } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Doctor } from '../reports/index.ts';
import type { Resets } from '../resets/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Users } from '../users/index.ts';

/** What the API calls. */
export interface ApiParts {
  apiKeys: ApiKeys;
  approvals: Approvals;
  audit: Audit;
  doctor: Doctor;
  factors: Factors;
  jobs: Jobs;
  mail: Mail;
  passwords: Passwords;
  resets: Resets;
  sessions: Sessions;
  settings: Settings;
  users: Users;
  database: Database;
  locale: Locale;
  clock: Clock;
  random: Random;
  log: Log;
  meter: Meter;
  baseUrl: string;
  trustedProxies: string[];
  /** The release. */
  version: string;
}
