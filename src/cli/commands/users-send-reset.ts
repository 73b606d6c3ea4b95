import { type Command, Option } from 'commander';
import { type IdentityCheck, identityChecks } from '../../resets/index.ts';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';
import { letterWaits } from './letter-waits.ts';
import { linkNote } from './link-note.ts';

interface Options {
  printLink?: boolean;
  identityCheck?: IdentityCheck;
  note?: string;
}

export function usersSendReset(users: Command, shell: Shell): void {
  const { words } = shell;
  const what = new Option('--identity-check <WHAT>', words('commands.users.send_reset.identity_check'));
  command(users, shell, 'send-reset', 'commands.users.send_reset')
    .argument('<user>', words('commands.argument.user'))
    .option('--print-link', words('commands.users.send_reset.print_link'))
    .addOption(what.choices(identityChecks))
    .option('--note <TEXT>', words('commands.users.send_reset.note'))
    .action((name: string, options: Options) => withApp(shell, (desk) => sendReset(desk, name, options)));
}

async function sendReset(desk: Desk, name: string, options: Options): Promise<Answer> {
  const { app, caller, words } = desk;
  const { printLink, identityCheck, note } = options;
  const user = await app.users.named(name);
  const { link, reset } = await app.resets.send(caller, user.id, { printLink, identityCheck, note });
  if (link !== undefined) return { json: { link, reset }, text: link, note: linkNote(words, user, reset) };
  const text = words('commands.users.send_reset.done', { address: plain(user.email ?? '') });
  return { json: reset, text, note: await letterWaits(desk) };
}
