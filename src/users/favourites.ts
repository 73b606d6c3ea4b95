import type { Audit } from '../audit/index.ts';
import { alone, type Database } from '../database/index.ts';
import { type Clock, may, nameLine, newId, type Random, Refusal } from '../kernel/index.ts';
import { countFavouritesOf, deleteFavourite, favouritesFor, insertFavourite } from './favourite-store.ts';
import type { Favourites, KeptSearch } from './index.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
}

const longestName = 60;
const longestQuery = 1_000;
/** Of one person: as many as a list shows. */
const mostKept = 50;

/** Searches that staff keep, for themselves or for all of them. */
export function createFavourites({ database, clock, random, audit }: Parts): Favourites {
  return {
    async list(caller, list): Promise<KeptSearch[]> {
      await audit.admit(caller, 'favourites.keep');
      const { actor } = caller;
      return favouritesFor(database.read, list, {
        ownerId: actor.kind === 'user' ? actor.id : '',
        others: may(caller, 'favourites.remove'),
      });
    },

    keep: (caller, { list, name, query, shared }) =>
      database.write(async (tx) => {
        const refused = await audit.demand(tx, caller, 'favourites.keep');
        if (refused) return refused;
        const called = nameLine(name, longestName);
        if (called === '') return new Refusal('name_missing', {});
        if (query.length > longestQuery || caller.actor.kind !== 'user') return new Refusal('malformed', {});
        const { id: ownerId } = caller.actor;
        await alone(tx, `favourites of ${ownerId}`);
        if ((await countFavouritesOf(tx, ownerId)) >= mostKept)
          return new Refusal('too_many_favourites', { most: mostKept });
        const id = newId(clock, random);
        const row = { id, owner_id: ownerId, list, name: called, query, shared: shared ? 1 : 0 };
        await insertFavourite(tx, { ...row, created_at: clock.now() });
        return called;
      }),

    remove: (caller, id) =>
      database.write(async (tx) => {
        const refused = await audit.demand(tx, caller, 'favourites.keep');
        if (refused) return refused;
        const { actor } = caller;
        const which = { ownerId: actor.kind === 'user' ? actor.id : '', others: may(caller, 'favourites.remove') };
        const removed = await deleteFavourite(tx, id, which);
        return removed ? undefined : new Refusal('not_found', {});
      }),
  };
}
