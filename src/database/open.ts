import { Refusal } from '../kernel/index.ts';
import type { Database } from './index.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens the database that `url` names (`sqlite:PATH` or `postgres://…`); does not migrate it. Refuses `configuration`
 * for an address that it does not know, a file that it cannot open, a server that it cannot reach or use.
 */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url);
  throw new Refusal('configuration', {
    why: `REKEY_DATABASE_URL must begin with "sqlite:" or "postgres://", not "${url.split(':')[0]}:".`,
  });
}
