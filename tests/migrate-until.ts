import { Migrator } from 'kysely/migration';
import type { Database } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations.ts';

/** Brings a database up as the version before the one of this migration left it. */
export async function migrateUntil(database: Database, name: string): Promise<void> {
  const names = Object.keys(migrations);
  const before = names[names.indexOf(name) - 1] ?? '';
  await database.writeAlone(async (tx) => {
    const migrator = new Migrator({ db: tx, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateTo(before);
    if (error) throw error;
  });
}
