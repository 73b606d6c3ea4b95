import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';

export function mailTest(mail: Command, shell: Shell): void {
  command(mail, shell, 'test', 'commands.mail.test')
    .option('--server <ID>', shell.words('commands.mail.test.server'))
    .option('--to <ADDRESS>', shell.words('commands.mail.test.to'))
    .action((wish: { server?: string; to?: string }) =>
      withApp(shell, async ({ app, caller, words }) => {
        const [company] = await app.users.companies(app.database.read);
        const reader = company && { language: company.language, timeZone: 'UTC' };
        const test = await app.mail.servers.test(caller, { ...wish, reader });
        const reply = test.reply === null ? [] : [words('commands.mail.test.reply', { reply: plain(test.reply) })];
        const text = [`${plain(test.server)}: ${test.words}`, ...reply].join('\n');
        return { json: test, text, exitCode: test.accepted ? exitCodes.done : exitCodes.notReachable };
      }),
    );
}
