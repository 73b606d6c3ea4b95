import type { ServerInput, ServerRecord } from '../../src/mail/index.ts';
import { type Stage, staff } from './stage.ts';

/** Who may set mail servers. */
export const admin = staff('settings');

/** The form of a mail server on this machine. */
export function here(port: number, changes: ServerInput = {}): ServerInput {
  return { smtp_host: '127.0.0.1', smtp_port: port, smtp_encryption: 'none', ...changes };
}

export function edit(stage: Stage, { id, version }: ServerRecord, input: ServerInput): Promise<ServerRecord> {
  return stage.mail.servers.edit(admin, id, { version, input });
}
