import type { Command } from 'commander';
import { checkDataDir, loadConfig } from '../../config/index.ts';
import { migrate, openDatabase, schemaState } from '../../database/index.ts';
import { endRestored } from '../end-restored.ts';
import { type Shell, withApp } from '../shell.ts';
import { command } from './command.ts';

export function migrateCommand(program: Command, shell: Shell): void {
  command(program, shell, 'migrate', 'commands.migrate')
    .option('--restored', shell.words('commands.migrate.restored'))
    .action(async ({ restored = false }: { restored?: boolean }) => {
      const migrations = await bringUpToDate(shell.env);
      await withApp(shell, async ({ app, caller, words }) => {
        const ended = restored ? await app.database.writeAlone((tx) => endRestored(tx, app, caller)) : undefined;
        return {
          json: { migrations, ...(ended && { ended }) },
          text: words('commands.migrate.done', { count: migrations.length }),
          note: ended && words('commands.migrate.ended', { ...ended }),
        };
      });
    });
}

/** A database of a newer program is left alone here; putting the parts together then refuses it. */
async function bringUpToDate(env: NodeJS.ProcessEnv): Promise<string[]> {
  const config = loadConfig(env, { evaluation: false, needs: 'command' });
  checkDataDir(config);
  const database = await openDatabase(config.databaseUrl);
  try {
    return (await schemaState(database)) === 'ahead' ? [] : await migrate(database);
  } finally {
    await database.close();
  }
}
