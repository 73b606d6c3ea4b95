import type { Command } from 'commander';
import { type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';

export function mailRetry(mail: Command, shell: Shell): void {
  command(mail, shell, 'retry', 'commands.mail.retry')
    .argument('<id>', shell.words('commands.mail.retry.id'))
    .action((id: string) =>
      withApp(shell, async ({ app, caller, words }) => {
        const message = await app.mail.retry(caller, id);
        return { json: message, text: words('commands.mail.retry.done', { address: plain(message.to.address) }) };
      }),
    );
}
