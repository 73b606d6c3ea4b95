import { isBusy, type Log, minute } from '../kernel/index.ts';
import type { Database } from './index.ts';

/**
 * The same database, which tells the log why it refuses writes: a full disk, a lock, a server that is away. At most
 * once a minute, wherever the refusals themselves end up.
 */
export function tellTrouble(database: Database, log: Log): Database {
  let quietUntil = 0;
  const tell = (error: unknown): void => {
    if (!isBusy(error) || performance.now() < quietUntil) return;
    quietUntil = performance.now() + minute;
    const { cause } = error as Error;
    log.error('database.refuses_writes', cause ?? error);
  };
  return {
    ...database,
    async write(body) {
      try {
        return await database.write(body);
      } catch (error) {
        tell(error);
        throw error;
      }
    },
  };
}
