import type { Tx } from '../database/index.ts';
import {
  type Caller,
  day,
  type EventName,
  minute,
  networkOf,
  type RefusalCode,
  sourceOf,
  system,
} from '../kernel/index.ts';
import type { Audit, AuditEntry, Counts, RefusedEntry } from './index.ts';

/** What is told of further ones. */
const toldAs = {
  'session.opened': { event: 'sign_in.tries_limited', outcome: 'limited' },
  'access.refused': { event: 'access.refusals_repeated', outcome: 'forbidden' },
} as const satisfies Record<RefusedEntry['event'], { event: EventName; outcome: RefusalCode }>;

const refusedEvents = Object.keys(toldAs) as RefusedEntry['event'][];

/** The same refusal again adds to a number. */
const same = { name: 'same refusal on record', max: 1, within: minute };
/** Of one person, or of one neighbourhood, whatever it is about: nobody fills the record by asking for ever something else. */
const ofOne = { name: 'refusals on record', max: 20, within: minute };
/** Told once a minute, not one by one. */
const further = (event: RefusedEntry['event']) => ({
  rule: { name: 'further refusals', max: 0, within: day },
  of: event,
});

interface Parts {
  record: Audit['record'];
  counts: Counts;
}

/** Refusals that can be caused without end: the record does not grow with them. */
export function createRepeated({ record, counts }: Parts): Pick<Audit, 'recordRefusal' | 'sweep'> {
  return {
    async recordRefusal(tx, caller, entry) {
      if (await isFirst(tx, counts, caller, entry)) return record(tx, caller, entry);
      await counts.take(tx, [further(entry.event)]);
    },
    async sweep(tx) {
      for (const event of refusedEvents) {
        const times = await counts.drain(tx, further(event));
        if (times > 0) await record(tx, system, { ...toldAs[event], details: { times } });
      }
    },
  };
}

async function isFirst(tx: Tx, counts: Counts, { actor, address = '' }: Caller, entry: AuditEntry): Promise<boolean> {
  const one = actor.kind === 'user' ? actor.id : sourceOf(address);
  const around = actor.kind === 'user' ? actor.id : networkOf(address);
  const what = JSON.stringify([entry.event, entry.outcome, entry.details, entry.subject?.id]);
  const wait = await counts.take(tx, [
    { rule: same, of: `${one} ${what}` },
    { rule: ofOne, of: around },
  ]);
  return wait === 0;
}
