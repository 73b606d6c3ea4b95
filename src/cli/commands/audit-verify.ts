import type { Command } from 'commander';
import type { AuditFinding, Verification } from '../../audit/index.ts';
import type { Translate } from '../../locale/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Answer, type Shell, withApp } from '../shell.ts';
import { plain } from '../table.ts';
import { command } from './command.ts';

export function auditVerify(audit: Command, shell: Shell): void {
  command(audit, shell, 'verify', 'commands.audit.verify').action(() =>
    withApp(shell, async ({ app, caller, words }) => answerOf(words, await app.audit.verify(caller))),
  );
}

function answerOf(words: Translate, verification: Verification): Answer {
  const { first, sealed, unsealed, end, findings } = verification;
  const fine = findings.length === 0;
  const lines = [
    ...findings.map((finding) => told(words, finding)),
    words(`commands.audit.verify.${fine ? 'fine' : 'sound'}`, { sealed, unsealed }),
    ...(first > 1 ? [words('commands.audit.verify.first', { first })] : []),
    ...(fine && end ? [words('commands.audit.verify.end', end)] : []),
  ];
  return { json: verification, text: lines.join('\n'), exitCode: fine ? exitCodes.done : exitCodes.findings };
}

function told(words: Translate, { fault, position, through, id }: AuditFinding): string {
  const places = words(`commands.audit.verify.${through > position ? 'from' : 'at'}`, { position, through });
  const where = id === null ? places : words('commands.audit.verify.event', { where: places, id: plain(id) });
  return words(`commands.audit.verify.${fault}`, { where });
}
