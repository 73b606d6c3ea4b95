import { housekeepingTime } from '../database/index.ts';
import type { Jobs } from './index.ts';
import type { Parts } from './parts.ts';
import { deleteEnded, deleteItemsOfEnded } from './store.ts';

/** What has ended is kept as long as the record, which tells the same. */
export function createSweep({ database, clock, settings }: Parts): Jobs['sweep'] {
  return async (piecemeal) => {
    const { audit_retention: keptFor } = await settings.read(database.read);
    const until = (await housekeepingTime(database.read, clock.now())) - keptFor;
    await piecemeal((tx, most) => deleteItemsOfEnded(tx, until, most));
    await piecemeal((tx, most) => deleteEnded(tx, until, most));
  };
}
