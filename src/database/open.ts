import { Refusal } from '../kernel/index.ts';
import type { Database } from './index.ts';

/**
 * Opens the database that `url` names (`sqlite:PATH` or `postgres://…`); does not migrate it. Refuses `configuration`
 * for an address that it does not know, a file that it cannot open, a server that it cannot reach or use.
 */
export async function openDatabase(url: string): Promise<Database> {
  // Only the driver that is used is loaded.
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite.ts');
    return openSqlite(url.slice('sqlite:'.length));
  }
  if (/^postgres(ql)?:/.test(url)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(url);
  }
  throw new Refusal('configuration', {
    why: `REKEY_DATABASE_URL must begin with "sqlite:" or "postgres://", not "${url.split(':')[0]}:".`,
  });
}
