import type { Command } from 'commander';
import { loadConfig } from '../../config/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { cannotStart, type Finding } from '../../reports/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Answer, type Shell, withApp } from '../shell.ts';
import { plain, plainWhole } from '../table.ts';
import { command } from './command.ts';

export function check(program: Command, shell: Shell): void {
  command(program, shell, 'check', 'commands.check').action(async () => {
    loadConfig(shell.env, { evaluation: false, needs: 'command' }); // settings that make no sense are no finding
    try {
      await withApp(shell, async ({ app, caller, words }) => answerOf(words, await app.doctor.examine(caller, words)));
    } catch (error) {
      if (!(error instanceof Refusal && error.is('configuration'))) throw error;
      shell.answer(answerOf(shell.words, [cannotStart(error, shell.words)]));
    }
  });
}

function answerOf(words: Translate, findings: Finding[]): Answer {
  const text = findings.map((finding) => [told(words, finding), ...next(finding)].join('\n         ')).join('\n');
  return {
    json: { findings },
    text: findings.length === 0 ? words('commands.check.fine') : text,
    exitCode: findings.length === 0 ? exitCodes.done : exitCodes.findings,
  };
}

function told(words: Translate, finding: Finding): string {
  return words(`commands.check.${finding.severity}`, {
    words: finding.words.split('\n').map(plain).join('\n         '),
  });
}

/** What to do about it, and what has to be published for that: whole, since it is copied. */
function next({ advice, record }: Finding): string[] {
  return [plain(advice), ...(record ? [plainWhole(`${record.name}  ${record.type}  ${record.value}`)] : [])];
}
