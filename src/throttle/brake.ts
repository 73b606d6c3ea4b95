import type { Database } from '../database/index.ts';
import type { Brake, Throttle } from './index.ts';
import { limited } from './limited.ts';

export function createBrake({ database, throttle }: { database: Database; throttle: Throttle }): Brake {
  return async ({ actor }, rule) => {
    if (actor.kind !== 'user') return;
    await database.write(async (tx) => limited(await throttle.take(tx, [{ rule, of: actor.id }])));
  };
}
