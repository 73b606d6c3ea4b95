import type { Database } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { Audit, AuditEvent, AuditQuery, Exported } from './index.ts';
import { pageOfEvents } from './store.ts';

const rowsAtOnce = 1_000;

const acts = {
  users: 'users.export',
  resets: 'users.export',
  letters: 'users.export',
  companies: 'companies.edit',
  mail_servers: 'mail_servers.change',
  api_keys: 'keys.read',
  job_results: 'users.export',
  audit: 'audit.read',
} as const;

export function createNoteExport(database: Database, { admit, record }: Pick<Audit, 'admit' | 'record'>) {
  return async (caller: Caller, { list, filter = '', onlyAsked }: Exported): Promise<void> => {
    await admit(caller, acts[list]);
    if (onlyAsked) return;
    const details = { list, filter };
    const event = list === 'audit' ? 'audit.exported' : 'list.exported';
    await database.write((tx) => record(tx, caller, { event, details }));
  };
}

/** Read in pages as fast as they are taken, so that whoever takes them slowly holds up nobody. */
export function createExport(database: Database, { noteExport }: Pick<Audit, 'noteExport'>): Audit['export'] {
  return async (caller, query) => {
    await noteExport(caller, { list: 'audit' });
    return eachEvent(database, query);
  };
}

async function* eachEvent({ lists }: Database, query: AuditQuery): AsyncGenerator<AuditEvent> {
  let after: string | undefined;
  do {
    const page = await pageOfEvents(lists, query, { limit: rowsAtOnce, after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
