import type { Command } from 'commander';
import type { Shell } from '../shell.ts';

export function serveCommand(program: Command, shell: Shell): void {
  program
    .command('serve')
    .description(shell.words('commands.serve'))
    .option('--evaluation', shell.words('commands.serve.evaluation'))
    .action(async ({ evaluation = false }: { evaluation?: boolean }) => {
      const { serve } = await import('../serve.ts'); // no other command needs the server's half of the program
      shell.exitCode = await serve(evaluation, shell);
    });
}
