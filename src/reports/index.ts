import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { Caller, Clock } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Users } from '../users/index.ts';

export { cannotStart, createDoctor } from './doctor.ts';

/** Something about this installation that needs attention. */
export interface Finding {
  /** Stable: the catalogue's `reports.CODE` and `reports.CODE.advice`. */
  code: FindingCode;
  /** `error`: something does not work now. `warning`: it will not, or not safely. */
  severity: 'error' | 'warning';
  words: string;
  /** What to do about it. */
  advice: string;
}

export type FindingCode =
  | 'cannot_start'
  | 'disk_nearly_full'
  | 'base_url_missing'
  | 'base_url_insecure'
  | 'base_url_loopback'
  | 'mail_server_missing'
  | 'mail_server_failing'
  | 'letters_wait'
  | 'not_set_up';

/** What the doctor looks at. */
export interface Parts {
  config: Pick<Config, 'dataDir'>;
  clock: Clock;
  database: Database;
  mail: Mail;
  users: Users;
  /** Where links lead. Refuses `configuration` while nobody has said. */
  baseUrl(): string;
  /** How many bytes may still be written into a folder. */
  freeSpace?(folder: string): Promise<number>;
}

export interface Doctor {
  /** Every check, each on its own; the findings in the order of the checks. Changes nothing. */
  examine(caller: Caller, words: Translate): Promise<Finding[]>;
}
