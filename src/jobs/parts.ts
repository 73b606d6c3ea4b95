import type { Database } from '../database/index.ts';
import { type Clock, type Log, type Random, Refusal } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { ActorNow, AuditTrail, JobKind, NoMoreIn } from './index.ts';

export interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  log: Log;
  audit: AuditTrail;
  actorNow: ActorNow;
  settings: Pick<Settings, 'read'>;
  noMoreIn: NoMoreIn;
  kinds: JobKind[];
}

export function kindOf({ kinds }: Pick<Parts, 'kinds'>, name: string): JobKind {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw new Refusal('not_found', {});
  return kind;
}
