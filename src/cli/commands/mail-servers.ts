import type { Command } from 'commander';
import type { ServerRecord } from '../../mail/index.ts';
import { type Shell, withApp } from '../shell.ts';
import { type Column, listAnswer } from '../table.ts';
import { command } from './command.ts';

const columns: readonly Column<ServerRecord>[] = [
  { heading: 'commands.heading.name', of: (server) => server.name },
  { heading: 'commands.heading.server', of: (server) => `${server.smtp_host}:${server.smtp_port}` },
  {
    heading: 'commands.heading.security',
    of: ({ smtp_encryption: security, unencrypted }) => (unencrypted ? `${security} (!)` : security),
  },
  { heading: 'commands.heading.user', of: (server) => server.smtp_user },
  { heading: 'commands.heading.from', of: (server) => server.from },
  { heading: 'commands.heading.state', of: (server) => (server.active ? server.state : 'inactive') },
  { heading: 'commands.heading.id', of: (server) => server.id },
];

export function mailServers(mail: Command, shell: Shell): void {
  command(mail, shell, 'servers', 'commands.mail.servers').action(() =>
    withApp(shell, async ({ app, caller, words }) =>
      listAnswer(words, { items: await app.mail.servers.list(caller), next: null }, columns),
    ),
  );
}
