import type { Command } from 'commander';
import type { KeyRecord } from '../../api-keys/index.ts';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { type Column, listAnswer, moment } from '../table.ts';
import { command, type ListOptions, listOptions } from './command.ts';

interface Options extends ListOptions {
  user?: string;
}

const columns: readonly Column<KeyRecord>[] = [
  { heading: 'commands.heading.id', of: (key) => key.id },
  { heading: 'commands.heading.name', of: (key) => key.name },
  { heading: 'commands.heading.key', of: (key) => `${key.hint}…` },
  { heading: 'commands.heading.user', of: (key) => key.user.login },
  { heading: 'commands.heading.scopes', of: (key) => key.scopes.join(' ') },
  { heading: 'commands.heading.ends', of: (key) => moment(key.expires_at) },
  { heading: 'commands.heading.used', of: (key) => moment(key.last_used_at) },
];

export function apiKeysList(apiKeys: Command, shell: Shell): void {
  const list = command(apiKeys, shell, 'list', 'commands.api-keys.list');
  listOptions(list.option('--user <U>', shell.words('commands.api-keys.list.user')), shell).action((options: Options) =>
    withApp(shell, (desk) => listKeys(desk, options)),
  );
}

async function listKeys({ app, caller, words }: Desk, { user, limit, cursor }: Options): Promise<Answer> {
  const userId = user === undefined ? undefined : (await app.users.named(user)).id;
  return listAnswer(words, await app.apiKeys.list(caller, { userId, limit, cursor }), columns);
}
