import type { Command } from 'commander';
import { type Shell, withApp } from '../shell.ts';
import { command, toCount } from './command.ts';

export function passwordsImportBreached(passwords: Command, shell: Shell): void {
  command(passwords, shell, 'import-breached', 'commands.passwords.import_breached')
    .argument('<FILE>', shell.words('commands.passwords.import_breached.file'))
    .option('--at-least <N>', shell.words('commands.passwords.import_breached.at_least'), toCount(shell), 1)
    .action((file: string, { atLeast }: { atLeast: number }) =>
      withApp(shell, async ({ app, words }) => {
        const imported = await app.passwords.importBreached(file, { atLeast });
        const { passwords: kept, left_out } = imported;
        return { json: imported, text: words('commands.passwords.import_breached.done', { kept, left_out }) };
      }),
    );
}
