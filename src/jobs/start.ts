import type { Tx } from '../database/index.ts';
import { type Actor, isBusy, newId, Refusal } from '../kernel/index.ts';
import type { Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { prepareNext, toList } from './prepare.ts';
import { countUnfinishedOf, insertJob, insertList } from './store.ts';

/** Of one person: more at once are nobody's intention. */
const mostUnfinished = 20;

export function createStart(parts: Parts): Jobs['start'] {
  const { database, clock, random, audit, noMoreIn } = parts;
  return async (caller, { kind, subjectIds, data, perMinute, askedAt = clock.now() }) => {
    const { act } = kindOf(parts, kind);
    const { actor } = caller;
    const id = newId(clock, random);
    const list = toList(id, subjectIds);
    await database.write(async (tx) => {
      // Holds the user, and `demand` their session: in this order, as whoever ends sessions does.
      const noMore = await noMoreIn(tx, caller, askedAt);
      const refused =
        (await audit.demand(tx, caller, act)) ??
        noMore ??
        (await heldBack(tx, parts, actor)) ??
        (await tooMany(tx, actor));
      if (refused) return refused;
      await insertJob(tx, {
        id,
        kind,
        state: list.length > 0 ? 'preparing' : 'running',
        data: JSON.stringify(data),
        per_minute: perMinute ?? null,
        next_at: clock.now(),
        total: subjectIds.length,
        made_by_kind: actor.kind,
        made_by_id: actor.kind === 'user' ? actor.id : null,
        made_by_label: 'label' in actor ? actor.label : null,
        made_by_key_id: (actor.kind === 'user' && actor.key?.id) || null,
        made_address: caller.address ?? null,
        made_agent: caller.agent ?? null,
        created_at: clock.now(),
      });
      await insertList(tx, list);
      const subject = { kind: 'job', id, label: kind } as const;
      return audit.record(tx, caller, { event: 'job.started', subject, details: { total: subjectIds.length } });
    });
    await prepareAll(parts, id);
    return id;
  };
}

/** While the database is too busy the workers go on with it: the job has begun, and nobody must begin it again. */
async function prepareAll(parts: Parts, id: string): Promise<void> {
  try {
    while (await prepareNext(parts, id));
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

/** Each has its turn after all others, and a list tells so many: nobody holds up, or hides among theirs, what others began. */
async function tooMany(tx: Tx, actor: Actor): Promise<Refusal | undefined> {
  if (actor.kind !== 'user' || (await countUnfinishedOf(tx, actor.id)) < mostUnfinished) return undefined;
  return new Refusal('too_many_jobs', { most: mostUnfinished });
}

/** A key that begins nothing by now, though it is there: its owner must have a second factor meanwhile, and has none. */
async function heldBack(tx: Tx, { actorNow }: Parts, actor: Actor): Promise<Refusal | undefined> {
  if (actor.kind !== 'user' || !actor.key) return undefined;
  return (await actorNow(tx, actor.id, actor.key.id)) ? undefined : new Refusal('key_unknown', {});
}
