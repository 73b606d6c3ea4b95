import type { Command } from 'commander';
import type { AuditEvent } from '../../audit/index.ts';
import { type Answer, type Desk, type Shell, withApp } from '../shell.ts';
import { type Column, listAnswer, moment } from '../table.ts';
import { subjectOf } from './audit-subject.ts';
import { command, type ListOptions, listOptions } from './command.ts';

interface Options extends ListOptions {
  event?: string;
  subject?: string;
}

const columns: readonly Column<AuditEvent>[] = [
  { heading: 'commands.heading.time', of: (event) => moment(event.at) },
  { heading: 'commands.heading.event', of: (event) => event.event },
  { heading: 'commands.heading.outcome', of: (event) => event.outcome },
  { heading: 'commands.heading.actor', of: ({ actor }) => who(actor) },
  { heading: 'commands.heading.subject', of: ({ subject }) => subject && who(subject) },
  { heading: 'commands.heading.address', of: (event) => event.address },
];

/** The kind always goes before: whatever somebody has as their login, it stands behind `user`. */
function who({ kind, label }: AuditEvent['actor']): string {
  return label === null ? kind : `${kind} ${label}`;
}

export function auditList(audit: Command, shell: Shell): void {
  const { words } = shell;
  const list = command(audit, shell, 'list', 'commands.audit.list')
    .option('--event <E>', words('commands.audit.list.event'))
    .option('--subject <USER>', words('commands.audit.list.subject'));
  listOptions(list, shell).action((options: Options) => withApp(shell, (desk) => listEvents(desk, options)));
}

async function listEvents({ app, caller, words }: Desk, { event, subject, limit, cursor }: Options): Promise<Answer> {
  const people = await subjectOf(app, subject);
  return listAnswer(words, await app.audit.list(caller, { event, people, limit, cursor }), columns);
}
