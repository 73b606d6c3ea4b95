import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Clock, Random, Secrets } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { ApprovalKind, People } from './index.ts';

export interface Parts extends People {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  audit: Audit;
  settings: Pick<Settings, 'read'>;
  kinds: ApprovalKind[];
}
