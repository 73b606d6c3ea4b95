import { Migrator } from 'kysely/migration';
import type { Database } from './index.ts';
import { migrations } from './migrations.ts';

const provider = { getMigrations: async () => migrations };

/** Brings the database to this program's schema. Two at once wait for each other; one cut short begins anew. */
export async function migrate(database: Database): Promise<string[]> {
  return database.write(async (tx) => {
    const migrator = new Migrator({ db: tx, provider, disableTransactions: true });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  });
}

/** Whether the database has exactly this program's schema. */
export async function isMigrated(database: Database): Promise<boolean> {
  const migrator = new Migrator({ db: database.read, provider });
  const known = await migrator.getMigrations();
  return known.length > 0 && known.every((migration) => migration.executedAt !== undefined);
}
