import { Command } from 'commander';
import { apiKeysCreate } from './commands/api-keys-create.ts';
import { apiKeysList } from './commands/api-keys-list.ts';
import { apiKeysRevoke } from './commands/api-keys-revoke.ts';
import { auditExport } from './commands/audit-export.ts';
import { auditList } from './commands/audit-list.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { check } from './commands/check.ts';
import { group, json } from './commands/command.ts';
import { configShow } from './commands/config-show.ts';
import { mailQueue } from './commands/mail-queue.ts';
import { mailRetry } from './commands/mail-retry.ts';
import { mailServers } from './commands/mail-servers.ts';
import { mailTest } from './commands/mail-test.ts';
import { migrateCommand } from './commands/migrate.ts';
import { passwordsImportBreached } from './commands/passwords-import-breached.ts';
import { secretRotate } from './commands/secret-rotate.ts';
import { serveCommand } from './commands/serve.ts';
import { setup } from './commands/setup.ts';
import { usersArchive } from './commands/users-archive.ts';
import { usersCreate } from './commands/users-create.ts';
import { usersList } from './commands/users-list.ts';
import { usersSendReset } from './commands/users-send-reset.ts';
import type { Shell } from './shell.ts';
import { version } from './version.ts';

/** Every command there is. */
export function createProgram(shell: Shell): Command {
  const { words, streams } = shell;
  const program = new Command('rekey')
    .description(words('commands.rekey'))
    .version(version())
    .addOption(json(words))
    .enablePositionalOptions() // what stands behind a command is that command's
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError(words('commands.help_hint'));
  serveCommand(program, shell);
  setup(program, shell);
  migrateCommand(program, shell);
  const users = group(program, shell, 'users');
  for (const add of [usersCreate, usersList, usersArchive, usersSendReset]) add(users, shell);
  passwordsImportBreached(group(program, shell, 'passwords'), shell);
  const mail = group(program, shell, 'mail');
  for (const add of [mailServers, mailTest, mailQueue, mailRetry]) add(mail, shell);
  const audit = group(program, shell, 'audit');
  for (const add of [auditList, auditVerify, auditExport]) add(audit, shell);
  const apiKeys = group(program, shell, 'api-keys');
  for (const add of [apiKeysCreate, apiKeysList, apiKeysRevoke]) add(apiKeys, shell);
  secretRotate(group(program, shell, 'secret'), shell);
  check(program, shell);
  configShow(group(program, shell, 'config'), shell);
  return program;
}
