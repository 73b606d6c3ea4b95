import type { Command } from 'commander';
import type { MessageRecord } from '../../mail/index.ts';
import { type Shell, withApp } from '../shell.ts';
import { type Column, listAnswer, moment } from '../table.ts';
import { command, type ListOptions, listOptions } from './command.ts';

interface Options extends ListOptions {
  state?: string;
}

const columns: readonly Column<MessageRecord>[] = [
  { heading: 'commands.heading.id', of: (message) => message.id },
  { heading: 'commands.heading.time', of: (message) => moment(message.created_at) },
  { heading: 'commands.heading.state', of: (message) => message.state },
  { heading: 'commands.heading.kind', of: (message) => message.kind },
  { heading: 'commands.heading.to', of: (message) => message.to.address },
  { heading: 'commands.heading.attempts', of: (message) => message.attempts.length },
  { heading: 'commands.heading.reason', of: (message) => message.reason },
];

export function mailQueue(mail: Command, shell: Shell): void {
  const queue = command(mail, shell, 'queue', 'commands.mail.queue');
  listOptions(queue.option('--state <S>', shell.words('commands.mail.queue.state')), shell).action(
    ({ state, limit, cursor }: Options) =>
      withApp(shell, async ({ app, caller, words }) =>
        listAnswer(words, await app.mail.list(caller, { state, limit, cursor }), columns),
      ),
  );
}
