import type { Command } from 'commander';
import { type Shell, withApp } from '../shell.ts';
import { command } from './command.ts';

export function setup(program: Command, shell: Shell): void {
  command(program, shell, 'setup', 'commands.setup').action(() =>
    withApp(shell, async ({ app, caller, words }) => {
      const link = await app.resets.printSetUpLink(caller);
      return { json: { link }, text: link, note: words('commands.setup.note') };
    }),
  );
}
