import type { Command } from 'commander';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';

export function usersArchive(users: Command, shell: Shell): void {
  command(users, shell, 'archive', 'commands.users.archive')
    .argument('<user>', shell.words('commands.argument.user'))
    .action((name: string) => withApp(shell, (desk) => archive(desk, name)));
}

async function archive({ app, caller, words }: Desk, name: string): Promise<Answer> {
  const { id } = await app.users.named(name);
  await app.users.archive(caller, id);
  const user = await app.users.describe(app.database.read, await app.users.named(id));
  const whom = { name: plain(user.name), login: plain(user.login) };
  return { json: user, text: words('commands.users.archive.done', whom) };
}
