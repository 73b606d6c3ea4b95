import { day, plainAddress, Refusal } from '../kernel/index.ts';
import { signInsFrom } from '../sessions/index.ts';
import type { Take } from '../throttle/index.ts';
import { stillPausedUntil, type User } from '../users/index.ts';
import { pageOfMatching } from './browse-store.ts';
import type { LimitedPerson, Resets } from './index.ts';
import { asksFrom, countedFor } from './limits.ts';
import type { Parts } from './parts.ts';

/** How many of the latest resets that a limit stopped are looked at. */
const mostStopped = 200;
/** No window and no pause is longer. */
const longest = day;

/**
 * How it stands with the limits now. The counters rest under keyed digests, so nobody is found in them: people are those
 * whose latest resets were stopped, and a network is looked up by its address.
 */
export function createShowLimits(parts: Parts): Pick<Resets, 'limits' | 'limitsOf'> {
  const { database, audit, settings, throttle, users } = parts;
  return {
    async limits(caller, typed) {
      await audit.admit(caller, 'resets.read');
      const address = typed === undefined ? undefined : plainAddress(typed);
      if (typed !== undefined && address === undefined) throw new Refusal('malformed', { field: 'address' });
      const rules = await settings.read(database.read);
      const takes = asksFrom(rules, address);
      const ofAll = takes.filter(({ of }) => of === '');
      const ofSource: Take[] = [...takes.filter(({ of }) => of !== ''), ...signInsFrom(address)];
      return {
        installation: await throttle.look(database.read, ofAll),
        people: await stoppedPeople(parts),
        source:
          address === undefined ? undefined : { address, standings: await throttle.look(database.read, ofSource) },
      };
    },

    async limitsOf(caller, userId) {
      const user = await users.byId(database.read, userId);
      await audit.admit(caller, 'resets.read');
      if (!user) throw new Refusal('not_found', {});
      return tellLimits(parts, user);
    },
  };
}

async function stoppedPeople(parts: Parts): Promise<LimitedPerson[]> {
  const { database, clock, users } = parts;
  const query = { reasons: ['limited', 'paused'], from: clock.now() - longest };
  const { rows } = await pageOfMatching(database.lists, query, { limit: mostStopped });
  const ids = new Set(rows.flatMap(({ user_id }) => user_id ?? []));
  const people: LimitedPerson[] = [];
  for (const id of ids) {
    const user = await users.byId(database.read, id);
    const told = user && (await tellLimits(parts, user));
    if (told?.heldBack) people.push(told);
  }
  return people;
}

async function tellLimits(
  { database, clock, settings, throttle, sessions }: Parts,
  user: User,
): Promise<LimitedPerson> {
  const own = await throttle.look(database.read, countedFor(await settings.read(database.read), user));
  const standings = [...own, ...(await sessions.failuresOf(database.read, user))];
  const pausedUntil = stillPausedUntil(user, clock.now());
  const heldBack = pausedUntil !== undefined || standings.some(({ count, max }) => count >= max);
  return { user, standings, pausedUntil, heldBack };
}
