import type { Database, Tx } from '../database/index.ts';
import {
  type Act,
  type Actor,
  type Caller,
  type Clock,
  foldBeyondAscii,
  hour,
  may,
  newId,
  oneLine,
  type Random,
  Refusal,
  type Secrets,
  type Target,
  withheld,
} from '../kernel/index.ts';
import { beginning } from './chain.ts';
import { createExport, createNoteExport } from './export.ts';
import { forget } from './forget.ts';
import type { Audit, AuditEntry, Brake, Counts, Live, RefusedEntry } from './index.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createRepeated } from './repeated.ts';
import { backlog, seal } from './seal.ts';
import { countUnsealed, digestAt, findMark, lastCheckpointAt } from './seal-store.ts';
import { countEvents, eventsOfReset, findEvent, insertEvents, type NewEvent, pageOfEvents } from './store.ts';
import { verify } from './verify.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  /** Nobody is held back unless it is told. */
  brake?: Brake;
  /** Every refusal is the first unless they are counted. */
  counts?: Counts;
  /** What somebody acts with lives as long as the request unless it is asked. */
  live?: Live;
}

const uncounted: Counts = { take: async () => 0, drain: async () => 0 };
const unended: Live = { session: async () => true, key: async () => true };

/** By one person, with all their keys: each reads the whole record. */
export const verifications = { name: 'verifications of the record', max: 12, within: hour };

const usualPage = 100;
const mostOnPage = 1_000;
const countedTo = 10_000;

/** The record of what happened. Events are only ever added. */
export function createAudit(parts: Parts): Audit {
  const { database, clock, random, secrets, brake = async () => {}, counts = uncounted, live = unended } = parts;
  const recordEach: Audit['recordEach'] = (tx, entries) =>
    insertEvents(
      tx,
      entries.map(({ caller, entry }) => toEvent(caller, entry, { id: newId(clock, random), at: clock.now() })),
    );

  const record: Audit['record'] = (tx, caller, entry) => recordEach(tx, [{ caller, entry }]);

  const repeated = createRepeated({ record, counts });

  const demand = async (tx: Tx, caller: Caller, act: Act, target?: Target): Promise<Refusal | undefined> => {
    const refusal = may(caller, act, target) ? await ended(tx, live, caller) : refusalOf(caller, act);
    if (!refusal) return undefined;
    await repeated.recordRefusal(tx, caller, refusedAct(act, target, refusal));
    return refusal;
  };

  const admit = async (caller: Caller, act: Act, target?: Target): Promise<void> => {
    if (!may(caller, act, target)) await database.write((tx) => demand(tx, caller, act, target));
  };

  const verifyAll = oneAtATime(() => verify(database, secrets));
  const noteExport = createNoteExport(database, { admit, record });

  return {
    record,
    recordEach,
    ...repeated,
    demand,
    admit,
    async list(caller, filter) {
      await admit(caller, 'audit.read');
      const { event, subjectId, people, limit = usualPage, cursor } = filter;
      const query = { subjectId, people, ...(event !== undefined && { events: [event] }) };
      const page = await pageOfEvents(database.lists, query, { limit: Math.min(limit, mostOnPage), after: cursor });
      return { items: page.rows, next: page.next ?? null };
    },
    async page(caller, query, turn) {
      await admit(caller, 'audit.read');
      return pageOfEvents(database.lists, query, turn);
    },
    async count(caller, query) {
      await admit(caller, 'audit.read');
      const count = await countEvents(database.lists, query, countedTo + 1);
      return { count: Math.min(count, countedTo), exact: count <= countedTo };
    },
    async find(caller, id) {
      await admit(caller, 'audit.read');
      return findEvent(database.read, id);
    },
    noteExport,
    export: createExport(database, { noteExport }),
    async sealState(caller) {
      await admit(caller, 'audit.read');
      const [end, at, unsealed] = await Promise.all([
        findMark(database.read, 'end'),
        lastCheckpointAt(database.read),
        countUnsealed(database.read),
      ]);
      return { sealed: end && at !== undefined ? { upTo: end.position, at } : undefined, unsealed };
    },
    ofReset: (resetId) => eventsOfReset(database.read, resetId),
    backlog: () => backlog({ database, clock, secrets }),
    seal: () => seal({ database, clock, secrets }),
    async end(db) {
      const { position, digest } = (await findMark(db, 'end')) ?? { position: 0, digest: beginning };
      return { position, digest };
    },
    async goesThrough(db, seen) {
      const end = await findMark(db, 'end');
      if (!end) return true; // was removed, which `verify` tells
      if (end.position < seen.position) return false;
      const digest = end.position === seen.position ? end.digest : await digestAt(db, seen.position);
      return digest === undefined || digest === seen.digest; // an old event may have been removed
    },
    forget: (keptFor, stop) => forget({ database, clock, secrets, record }, keptFor, stop),
    async verify(caller) {
      await admit(caller, 'audit.read');
      await brake(caller, verifications);
      return verifyAll();
    },
  };
}

function refusalOf(caller: Caller, act: Act): Refusal {
  const scope = withheld(caller, act);
  if (scope !== undefined) return new Refusal('scope_missing', { scope });
  return new Refusal(caller.actor.kind === 'stranger' ? 'not_signed_in' : 'forbidden', {});
}

/**
 * A session and a key are judged before the transaction, and may have ended since. Looked at once more where whoever ends
 * one is waited for, nothing that is under way outlives it.
 */
async function ended(tx: Tx, live: Live, { actor }: Caller): Promise<Refusal | undefined> {
  if (actor.kind !== 'user') return undefined;
  const { session, key } = actor;
  if (session !== undefined && !(await live.session(tx, session))) return new Refusal('not_signed_in', {});
  return key === undefined || (await live.key(tx, key.id, actor)) ? undefined : new Refusal('key_unknown', {});
}

function refusedAct(act: Act, target: Target | undefined, { code }: Refusal): RefusedEntry {
  return {
    event: 'access.refused',
    outcome: code,
    details: { act },
    ...(target && { subject: { kind: 'user', id: target.id, label: undefined } }),
  };
}

function toEvent(caller: Caller, entry: AuditEntry, made: { id: string; at: number }): NewEvent {
  const { actor } = caller;
  const actorLabel = 'label' in actor ? oneLine(actor.label) : null;
  const subjectLabel = entry.subject?.label === undefined ? null : oneLine(entry.subject.label);
  return {
    ...made,
    event: entry.event,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'user' ? actor.id : null,
    actor_label: actorLabel,
    actor_folded: foldBeyondAscii(actorLabel),
    subject_kind: entry.subject?.kind ?? null,
    subject_id: entry.subject?.id ?? null,
    subject_label: subjectLabel,
    subject_folded: foldBeyondAscii(subjectLabel),
    reset_id: entry.resetId ?? null,
    outcome: entry.outcome ?? 'done',
    details: JSON.stringify({ ...entry.details, ...keyOf(actor) }),
    address: caller.address ?? null,
    agent: caller.agent ?? null,
    request_id: caller.requestId,
  };
}

/** With what a program acted for its owner. */
function keyOf(actor: Actor): { api_key?: string; api_key_name?: string } {
  if (actor.kind !== 'user' || !actor.key) return {};
  return { api_key: actor.key.id, api_key_name: oneLine(actor.key.name) };
}
