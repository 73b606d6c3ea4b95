import type { Database } from '../database/index.ts';
import type { Audit, AuditEvent, AuditQuery } from './index.ts';
import { pageOfEvents } from './store.ts';

const rowsAtOnce = 1_000;

/** Read in pages as fast as they are taken, so that whoever takes them slowly holds up nobody. */
export function createExport(database: Database, { admit, record }: Pick<Audit, 'admit' | 'record'>): Audit['export'] {
  return async (caller, query) => {
    await admit(caller, 'audit.read');
    await database.write((tx) => record(tx, caller, { event: 'audit.exported' }));
    return eachEvent(database, query);
  };
}

async function* eachEvent({ read }: Database, query: AuditQuery): AsyncGenerator<AuditEvent> {
  let after: string | undefined;
  do {
    const page = await pageOfEvents(read, query, { limit: rowsAtOnce, after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
