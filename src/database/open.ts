import { Refusal } from '../kernel/index.ts';
import type { Database } from './index.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens the database that `url` names (`sqlite:PATH`); does not migrate it.
 * Refuses `configuration` for an address that it does not know or a file that it cannot open.
 */
export function openDatabase(url: string): Database {
  if (!url.startsWith('sqlite:')) {
    throw new Refusal('configuration', {
      why: `REKEY_DATABASE_URL must begin with "sqlite:", not "${url.split(':')[0]}:".`,
    });
  }
  return openSqlite(url.slice('sqlite:'.length));
}
