import { Command } from 'commander';
import { auditList } from './audit-list.ts';
import { check } from './check.ts';
import { group } from './command.ts';
import { configShow } from './config-show.ts';
import { mailQueue } from './mail-queue.ts';
import { mailRetry } from './mail-retry.ts';
import { mailServers } from './mail-servers.ts';
import { mailTest } from './mail-test.ts';
import { migrateCommand } from './migrate.ts';
import { serveCommand } from './serve-command.ts';
import { setup } from './setup.ts';
import type { Shell } from './shell.ts';
import { usersArchive } from './users-archive.ts';
import { usersCreate } from './users-create.ts';
import { usersList } from './users-list.ts';
import { usersSendReset } from './users-send-reset.ts';
import { version } from './version.ts';

/** Every command there is. */
export function createProgram(shell: Shell): Command {
  const { words, streams } = shell;
  const program = new Command('rekey')
    .description(words('commands.rekey'))
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError(words('commands.help_hint'));
  serveCommand(program, shell);
  setup(program, shell);
  migrateCommand(program, shell);
  const users = group(program, shell, 'users');
  for (const add of [usersCreate, usersList, usersArchive, usersSendReset]) add(users, shell);
  const mail = group(program, shell, 'mail');
  for (const add of [mailServers, mailTest, mailQueue, mailRetry]) add(mail, shell);
  auditList(group(program, shell, 'audit'), shell);
  check(program, shell);
  configShow(group(program, shell, 'config'), shell);
  return program;
}
