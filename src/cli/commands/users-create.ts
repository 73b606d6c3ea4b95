import { type Command, Option } from 'commander';
import { roles } from '../../kernel/index.ts';
import { languages, type Translate } from '../../locale/index.ts';
import type { NewUser, UserRecord } from '../../users/index.ts';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';
import { letterWaits } from './letter-waits.ts';
import { linkNote } from './link-note.ts';

interface Options extends NewUser {
  invite?: boolean;
  printLink?: boolean;
}

export function usersCreate(users: Command, shell: Shell): void {
  const { words } = shell;
  command(users, shell, 'create', 'commands.users.create')
    .requiredOption('--login <L>', words('commands.users.create.login'))
    .requiredOption('--email <E>', words('commands.users.create.email'))
    .requiredOption('--name <N>', words('commands.users.create.name'))
    .addOption(new Option('--role <R>', words('commands.users.create.role')).choices(roles))
    .option('--company <C>', words('commands.users.create.company'))
    .addOption(new Option('--language <xx>', words('commands.users.create.language')).choices(languages))
    .addOption(new Option('--invite', words('commands.users.create.invite')).conflicts('printLink'))
    .option('--print-link', words('commands.users.create.print_link'))
    .action((options: Options) => withApp(shell, (desk) => create(desk, options)));
}

async function create(desk: Desk, { invite = false, printLink = false, ...options }: Options): Promise<Answer> {
  const { login, name, email, role, company, language } = options;
  const newUser = { login, name, email, role, company, language };
  return invite || printLink ? createInvited(desk, newUser, printLink) : createSilently(desk, newUser);
}

async function createSilently({ app, caller, words }: Desk, newUser: NewUser): Promise<Answer> {
  const user = await app.users.describe(app.database.read, await app.users.create(caller, newUser));
  return { json: user, text: words('commands.users.create.done', whom(user)) };
}

async function createInvited(desk: Desk, newUser: NewUser, printLink: boolean): Promise<Answer> {
  const { app, caller, words } = desk;
  const invited = await app.resets.invite(caller, newUser, { printLink });
  const user = await app.users.describe(app.database.read, invited.user);
  const { link, reset } = invited;
  if (link === undefined) {
    return { json: user, text: words('commands.users.create.invited', whom(user)), note: await letterWaits(desk) };
  }
  return { json: { user, link, reset }, text: link, note: linkNote(words, user, reset) };
}

function whom(user: UserRecord): Parameters<Translate>[1] {
  return { name: plain(user.name), login: plain(user.login), address: plain(user.email ?? '') };
}
