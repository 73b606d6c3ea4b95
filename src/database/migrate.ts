import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { Refusal } from '../kernel/index.ts';
import type { Database, Reader } from './index.ts';
import { migrations } from './migrations.ts';

const provider = { getMigrations: async () => migrations };

/**
 * Brings the database to this program's schema. Two at once wait for each other; one cut short begins anew. Refuses
 * `configuration` for a database that is another program's.
 */
export async function migrate(database: Database): Promise<string[]> {
  const isFresh = (await schemaState(database)) === 'empty';
  return database.writeAlone(async (tx) => {
    const migrator = new Migrator({ db: tx, provider, disableTransactions: !tx.isTransaction });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw (isFresh && ofAnother(error)) || error;
    return (results ?? []).map((result) => result.migrationName);
  });
}

/** What is there before anything was made belongs to somebody else. Both engines say it in these words. */
function ofAnother(error: unknown): Refusal | undefined {
  const what = error instanceof Error ? /[^:]*already exists$/.exec(error.message)?.[0].trim() : undefined;
  return what === undefined ? undefined : anotherPrograms(what);
}

function anotherPrograms(what: string): Refusal {
  const why = `The database is another program's: ${what}. Set REKEY_DATABASE_URL to one that Rekey has for itself.`;
  return new Refusal('configuration', { why });
}

/** How a database stands to this program's schema. */
export type SchemaState = 'empty' | 'behind' | 'current' | 'ahead';

/**
 * Reads only; `empty` has never been migrated, `ahead` was migrated by a newer program. Refuses `configuration` for a database
 * that was migrated by another one.
 */
export async function schemaState(database: Database): Promise<SchemaState> {
  const done = await migrationsDone(database.read);
  const [first] = done;
  if (first === undefined) return 'empty';
  const known = done.filter((name) => name in migrations);
  if (known.length === 0) throw anotherPrograms(`it was migrated to ${first}`);
  if (known.length < done.length) return 'ahead';
  return done.length === Object.keys(migrations).length ? 'current' : 'behind';
}

async function migrationsDone(db: Reader): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map((row) => row.name);
}
