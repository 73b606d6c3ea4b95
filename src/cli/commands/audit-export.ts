import type { Command } from 'commander';
import type { AuditEvent } from '../../audit/index.ts';
import { type Desk, type Shell, withApp } from '../shell.ts';
import { subjectOf } from './audit-subject.ts';
import { command } from './command.ts';

interface Options {
  event?: string;
  subject?: string;
}

/** One event a line, newest first; with `--json` the same as one document. Written as it is read. */
export function auditExport(audit: Command, shell: Shell): void {
  const { words } = shell;
  command(audit, shell, 'export', 'commands.audit.export')
    .option('--event <E>', words('commands.audit.list.event'))
    .option('--subject <USER>', words('commands.audit.list.subject'))
    .action((options: Options) => withApp(shell, (desk) => exportEvents(shell, desk, options)));
}

async function exportEvents(shell: Shell, { app, caller }: Desk, { event, subject }: Options): Promise<undefined> {
  const people = await subjectOf(app, subject);
  const events = await app.audit.export(caller, { people, ...(event !== undefined && { events: [event] }) });
  await (shell.json ? asDocument(shell, events) : asLines(shell, events));
}

async function asLines({ streams }: Shell, events: AsyncIterable<AuditEvent>): Promise<void> {
  for await (const event of events) streams.out(`${JSON.stringify(event)}\n`);
}

async function asDocument({ streams }: Shell, events: AsyncIterable<AuditEvent>): Promise<void> {
  let before = '[';
  for await (const event of events) {
    streams.out(`${before}\n${JSON.stringify(event)}`);
    before = ',';
  }
  streams.out(before === '[' ? '[]\n' : '\n]\n');
}
