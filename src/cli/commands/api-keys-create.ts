import { type Command, InvalidArgumentError } from 'commander';
import { type Clock, day, hour, scopes } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';

/** A moment by the installation's clock, which is known only once it is open. */
type Moment = (clock: Clock) => number;

interface Options {
  user: string;
  scope: string[];
  expires: Moment;
  name: string;
}

export function apiKeysCreate(apiKeys: Command, shell: Shell): void {
  const { words } = shell;
  const usualName = words('commands.api-keys.create.usual_name');
  command(apiKeys, shell, 'create', 'commands.api-keys.create')
    .requiredOption('--user <U>', words('commands.api-keys.create.user'))
    .requiredOption('--scope <S>', words('commands.api-keys.create.scope', { scopes: scopes.join(' ') }), addScopes)
    .requiredOption('--expires <D>', words('commands.api-keys.create.expires'), (text) => momentOf(words, text))
    .option('--name <N>', words('commands.api-keys.create.name'), usualName)
    .action((options: Options) => withApp(shell, (desk) => create(desk, options)));
}

async function create({ app, caller, words }: Desk, { user, scope, expires, name }: Options): Promise<Answer> {
  const { id, login } = await app.users.named(user);
  const wanted = { name, scopes: scope, expiresAt: expires(app.clock) };
  const { key, record } = await app.apiKeys.create(caller, id, wanted);
  const until = words.moment(Date.parse(record.expires_at), 'UTC');
  const note = words('commands.api-keys.create.note', { name: plain(record.name), login: plain(login), until });
  return { json: { key, api_key: record }, text: key, note };
}

function addScopes(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(/[\s,]+/).filter((scope) => scope !== '')];
}

function momentOf(words: Translate, text: string): Moment {
  const [, count, unit] = /^(\d{1,4})([dh])$/.exec(text) ?? [];
  if (count !== undefined) return (clock) => clock.now() + Number(count) * (unit === 'd' ? day : hour);
  const moment = /^\d{4}-\d\d-\d\d(T.+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) throw new InvalidArgumentError(words('commands.not_a_moment'));
  return () => moment;
}
