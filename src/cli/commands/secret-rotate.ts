import type { Command } from 'commander';
import type { Translate } from '../../locale/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Rotation, rotateSecret } from '../rotate-secret.ts';
import { type Answer, type Shell, withApp } from '../shell.ts';
import { command } from './command.ts';

export function secretRotate(secret: Command, shell: Shell): void {
  command(secret, shell, 'rotate', 'commands.secret.rotate').action(() =>
    withApp(shell, async ({ app, caller, words }) => answerOf(words, await rotateSecret(app, caller))),
  );
}

function answerOf(words: Translate, rotation: Rotation): Answer {
  const columns = Object.entries(rotation.values) as [keyof Rotation['values'], Rotation['values']['mail_servers']][];
  const lines = columns.map(([name, counts]) =>
    words('commands.secret.rotate.line', { what: words(`commands.secret.rotate.${name}`), ...counts }),
  );
  const left = columns.some(([, { resealed }]) => resealed > 0);
  const { from, to, findings } = rotation;
  const found = findings.map((finding) => words(`commands.secret.rotate.${finding}`));
  const next = left ? 'commands.secret.rotate.again' : 'commands.secret.rotate.nothing_left';
  const misled = findings.includes('previous_unknown'); // to take it away a day later would be the wrong advice
  return {
    json: rotation,
    text: [words('commands.secret.rotate.done', { from, to }), ...lines, ...found].join('\n'),
    ...(!misled && { note: words(next) }),
    exitCode: findings.length === 0 ? exitCodes.done : exitCodes.findings,
  };
}
