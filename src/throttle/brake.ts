import type { Database } from '../database/index.ts';
import type { Brake, Throttle } from './index.ts';
import { takeOne } from './limited.ts';

export function createBrake({ database, throttle }: { database: Database; throttle: Throttle }): Brake {
  return async ({ actor }, rule) => {
    if (actor.kind !== 'user') return;
    await database.write((tx) => takeOne(tx, throttle, { rule, of: actor.id }));
  };
}
