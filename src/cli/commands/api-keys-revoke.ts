import type { Command } from 'commander';
import { type Shell, withApp } from '../shell.ts';
import { command } from './command.ts';

export function apiKeysRevoke(apiKeys: Command, shell: Shell): void {
  command(apiKeys, shell, 'revoke', 'commands.api-keys.revoke')
    .argument('<id>', shell.words('commands.api-keys.revoke.id'))
    .action((id: string) =>
      withApp(shell, async ({ app, caller, words }) => {
        const others = await app.apiKeys.revoke(caller, id);
        return { json: { revoked: id, others }, text: words('commands.api-keys.revoke.done', { others }) };
      }),
    );
}
