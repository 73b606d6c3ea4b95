import { isBusy, type Log, tellLasting } from '../kernel/index.ts';
import type { Database } from './index.ts';

/**
 * The same database, which tells the log why it refuses writes, wherever the refusals themselves end up: a full disk, a lock, a
 * server that is away. A refusal without a cause is not the database's.
 */
export function tellTrouble(database: Database, log: Log): Database {
  const trouble = tellLasting(log, 'database.refuses_writes');
  return {
    ...database,
    async write(body) {
      try {
        const done = await database.write(body);
        trouble.worked();
        return done;
      } catch (error) {
        if (isBusy(error) && (error as Error).cause) trouble.failed((error as Error).cause);
        throw error;
      }
    },
  };
}
