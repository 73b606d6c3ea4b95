import { isBusy, type Log } from '../kernel/index.ts';
import type { Database } from './index.ts';

/**
 * The same database, which tells the log why it refuses writes: a full disk, a lock, a server that is away. Wherever the
 * refusals themselves end up.
 */
export function tellTrouble(database: Database, log: Log): Database {
  return {
    ...database,
    async write(body) {
      try {
        return await database.write(body);
      } catch (error) {
        if (isBusy(error)) log.error('database.refuses_writes', error);
        throw error;
      }
    },
  };
}
