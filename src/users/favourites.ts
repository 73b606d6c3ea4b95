import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Clock, newId, oneLine, type Random, Refusal } from '../kernel/index.ts';
import { deleteFavourite, favouritesFor, insertFavourite } from './favourite-store.ts';
import type { Favourites, KeptSearch } from './index.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
}

const longestName = 60;
const longestQuery = 1_000;

/** Searches that staff keep, for themselves or for all of them. */
export function createFavourites({ database, clock, random, audit }: Parts): Favourites {
  return {
    async list(caller, list): Promise<KeptSearch[]> {
      await audit.admit(caller, 'favourites.keep');
      const { actor } = caller;
      return favouritesFor(database.read, list, actor.kind === 'user' ? actor.id : '');
    },

    keep: (caller, { list, name, query, shared }) =>
      database.write(async (tx) => {
        const refused = await audit.demand(tx, caller, 'favourites.keep');
        if (refused) return refused;
        const called = oneLine(name, longestName);
        if (called === '') return new Refusal('name_missing', {});
        if (query.length > longestQuery || caller.actor.kind !== 'user') return new Refusal('malformed', {});
        const id = newId(clock, random);
        const row = { id, owner_id: caller.actor.id, list, name: called, query, shared: shared ? 1 : 0 };
        await insertFavourite(tx, { ...row, created_at: clock.now() });
        return undefined;
      }),

    remove: (caller, id) =>
      database.write(async (tx) => {
        const refused = await audit.demand(tx, caller, 'favourites.keep');
        if (refused) return refused;
        const { actor } = caller;
        const removed = actor.kind === 'user' && (await deleteFavourite(tx, id, actor.id));
        return removed ? undefined : new Refusal('not_found', {});
      }),
  };
}
