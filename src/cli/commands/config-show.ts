import type { Command } from 'commander';
import { type ConfigLine, describeConfig, loadConfig } from '../../config/index.ts';
import type { Shell } from '../shell.ts';
import { type Column, table } from '../table.ts';
import { command } from './command.ts';

const columns: readonly Column<ConfigLine>[] = [
  { heading: 'commands.heading.setting', of: (line) => line.name },
  { heading: 'commands.heading.value', of: (line) => line.value },
  { heading: 'commands.heading.from', of: (line) => line.from },
];

export function configShow(config: Command, shell: Shell): void {
  command(config, shell, 'show', 'commands.config.show').action(() => {
    const loaded = loadConfig(shell.env, { evaluation: false, needs: 'command' });
    const settings = describeConfig(loaded, shell.env);
    shell.answer({ json: { settings }, text: table(shell.words, settings, columns) });
  });
}
