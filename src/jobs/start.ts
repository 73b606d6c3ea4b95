import { newId } from '../kernel/index.ts';
import type { Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { beginJob, insertItems, insertJob } from './store.ts';

/** Of a job of a million people no transaction holds up the others for long. */
const atOnce = 500;

export function createStart(parts: Parts): Jobs['start'] {
  const { database, clock, random, audit, noMoreIn } = parts;
  return async (caller, { kind, subjectIds, data, perMinute, askedAt = clock.now() }) => {
    const { act } = kindOf(parts, kind);
    const { actor } = caller;
    const id = newId(clock, random);
    await database.write(async (tx) => {
      const refused = (await audit.demand(tx, caller, act)) ?? (await noMoreIn(tx, caller, askedAt));
      if (refused) return refused;
      await insertJob(tx, {
        id,
        kind,
        state: 'preparing',
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
      const subject = { kind: 'job', id, label: kind } as const;
      return audit.record(tx, caller, { event: 'job.started', subject, details: { total: subjectIds.length } });
    });
    for (let from = 0; from < subjectIds.length; from += atOnce) {
      const rows = subjectIds
        .slice(from, from + atOnce)
        .map((subject_id, index) => ({ job_id: id, number: from + index + 1, subject_id }));
      await database.write((tx) => insertItems(tx, rows));
    }
    await database.write((tx) => beginJob(tx, id));
    return id;
  };
}
