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
import type { Audit, Counts, RefusedEntry } from './index.ts';

/** What tells of further ones, and its outcome. */
const outcomeOf = {
  'sign_in.tries_limited': 'limited',
  'sign_in.tries_failed': 'wrong_credentials',
  'access.refusals_repeated': 'forbidden',
} as const satisfies Partial<Record<EventName, RefusalCode>>;

type Numbered = keyof typeof outcomeOf;

function toldAs({ event, outcome }: RefusedEntry): Numbered {
  if (event === 'access.refused') return 'access.refusals_repeated';
  return outcome === 'limited' ? 'sign_in.tries_limited' : 'sign_in.tries_failed';
}

/** The same refusal again adds to a number. */
const same = { name: 'same refusal on record', max: 1, within: minute };
/** Of one person, or of one neighbourhood, whatever it is about: nobody fills the record by asking for ever something else. */
const ofOne = { name: 'refusals on record', max: 20, within: minute };
/** Told once a minute, not one by one. */
const further = (told: Numbered) => ({ rule: { name: 'further refusals', max: 0, within: day }, of: told });

interface Parts {
  record: Audit['record'];
  counts: Counts;
}

/** Refusals that can be caused without end: the record does not grow with them. */
export function createRepeated({ record, counts }: Parts): Pick<Audit, 'recordRefusal' | 'sweep'> {
  return {
    async recordRefusal(tx, caller, entry) {
      if (await isFirst(tx, counts, caller, entry)) return record(tx, caller, entry);
      await counts.take(tx, [further(toldAs(entry))]);
    },
    async sweep(tx) {
      for (const [event, outcome] of Object.entries(outcomeOf) as [Numbered, RefusalCode][]) {
        const times = await counts.drain(tx, further(event));
        if (times > 0) await record(tx, system, { event, outcome, details: { times } });
      }
    },
  };
}

/**
 * A try that failed is none that was made before: it is told as often as others are, whoever was named. Else the work of the
 * second one would tell whether both names are unknown.
 */
async function isFirst(tx: Tx, counts: Counts, { actor, address = '' }: Caller, entry: RefusedEntry): Promise<boolean> {
  const one = actor.kind === 'user' ? actor.id : sourceOf(address);
  const around = actor.kind === 'user' ? actor.id : networkOf(address);
  const what = JSON.stringify([entry.event, entry.outcome, entry.details, entry.subject?.id]);
  const wait = await counts.take(tx, [
    ...(toldAs(entry) === 'sign_in.tries_failed' ? [] : [{ rule: same, of: `${one} ${what}` }]),
    { rule: ofOne, of: around },
  ]);
  return wait === 0;
}
