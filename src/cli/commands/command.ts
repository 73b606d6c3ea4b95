import { type Command, InvalidArgumentError, Option } from 'commander';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { Shell } from '../shell.ts';

/** A command that only holds others. */
export function group(
  parent: Command,
  { words }: Shell,
  name: 'users' | 'passwords' | 'mail' | 'audit' | 'api-keys' | 'secret' | 'config',
): Command {
  return parent
    .command(name)
    .description(words(`commands.${name}`))
    .addOption(json(words));
}

/** A command that does something; every one takes `--json`. */
export function command(parent: Command, { words }: Shell, name: string, description: MessageKey): Command {
  return parent.command(name).description(words(description)).addOption(json(words));
}

/** Read before any command is (`wantsJson`); here it is told of, and allowed before a command as well as behind it. */
export function json(words: Translate): Option {
  return new Option('--json', words('commands.option.json'));
}

/** Reads a whole number from 1 on. */
export function toCount({ words }: Shell): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError(words('commands.not_a_count'));
    return Number(text);
  };
}

/** Adds what every list takes. */
export function listOptions(list: Command, shell: Shell): Command {
  const { words } = shell;
  return list
    .option('--limit <N>', words('commands.option.limit'), toCount(shell))
    .option('--cursor <C>', words('commands.option.cursor'));
}

export interface ListOptions {
  limit?: number;
  cursor?: string;
}
