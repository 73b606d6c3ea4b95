import { type Database, housekeepingTime, latestKnown } from '../database/index.ts';
import { type Clock, lastBelieved } from '../kernel/index.ts';
import type { Users } from './index.ts';
import { deleteOldOwnEdits } from './own-edit-store.ts';
import { undoneFor } from './own-edits.ts';
import { securedNoLater } from './store.ts';

/**
 * Housekeeping, once a minute: an account that a clock far ahead secured was secured by now. Else, once that moment has come, it
 * would be taken for newer than whatever happened until then. A clock that is behind finds nobody who was secured before it was.
 * What people were before they edited themselves is forgotten once nobody undoes it any more.
 */
export function createSweep({ database, clock }: { database: Database; clock: Clock }): Users['sweep'] {
  return async (piecemeal) => {
    const now = await latestKnown(database.read, clock.now());
    await piecemeal((tx, most) => securedNoLater(tx, { now, believed: lastBelieved(now), most }));
    const until = (await housekeepingTime(database.read, clock.now())) - undoneFor;
    await piecemeal((tx, most) => deleteOldOwnEdits(tx, until, most));
  };
}
