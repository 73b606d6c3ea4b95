import type { Command } from 'commander';
import type { UserRecord } from '../../users/index.ts';
import { type Shell, withApp } from '../shell.ts';
import { type Column, listAnswer } from '../table.ts';
import { command, type ListOptions, listOptions } from './command.ts';

interface Options extends ListOptions {
  search?: string;
}

const columns: readonly Column<UserRecord>[] = [
  { heading: 'commands.heading.login', of: (user) => user.login },
  { heading: 'commands.heading.name', of: (user) => user.name },
  { heading: 'commands.heading.email', of: (user) => user.email },
  { heading: 'commands.heading.role', of: (user) => user.role },
  { heading: 'commands.heading.state', of: (user) => user.state },
  { heading: 'commands.heading.company', of: (user) => user.company.name },
];

export function usersList(users: Command, shell: Shell): void {
  const list = command(users, shell, 'list', 'commands.users.list');
  listOptions(list.option('--search <T>', shell.words('commands.users.list.search')), shell).action(
    ({ search, limit, cursor }: Options) =>
      withApp(shell, async ({ app, caller, words }) =>
        listAnswer(words, await app.users.list(caller, { search, limit, cursor }), columns),
      ),
  );
}
