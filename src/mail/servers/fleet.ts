import type { Database } from '../../database/index.ts';
import {
  type Clock,
  type LastingTrouble,
  type Log,
  type Reach,
  type Secrets,
  tellLasting,
} from '../../kernel/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { MailServer, MailTrouble } from '../index.ts';
import { isReason, type Reason, serversTrouble, serverTrouble } from '../reasons.ts';
import { hastenWaiting } from '../wait-store.ts';
import { longestPause, neverConfirms, type Standing } from '../wire/breaker.ts';
import type { Limits } from '../wire/limits.ts';
import { isLoopback } from '../wire/loopback.ts';
import { Outgoing } from '../wire/outgoing.ts';
import { allStates, deleteState, noteUse, type StateRow, takeProbe, writeState } from './state-store.ts';
import { allServers, type ServerRow, serverById } from './store.ts';
import { toServer } from './to-server.ts';

export interface FleetParts {
  database: Database;
  clock: Clock;
  log: Log;
  secrets: Secrets;
  settings: Pick<Settings, 'read'>;
  hostname: string;
  /** What this machine is called among those that share the database. */
  machine: string;
  limits: Limits;
  /** Where the servers of the database may lead. */
  reach: Reach;
}

/** A server of the database in use, and which edit of it. */
interface Known {
  version: number;
  sequence: number;
  outgoing: Outgoing;
}

/** The outgoing mail servers as this process uses them: kept as the database has them, and telling it how they do. */
export class Fleet {
  /** Those of whoever runs the installation; they never change while it runs. */
  readonly given: readonly MailServer[];
  readonly reach: Reach;
  /** By sequence: letters go to the first that works. */
  outgoings: readonly Outgoing[];
  /** All outgoing mail is stopped. */
  stopped = false;
  /** Whether this process has ever looked at the database: a command that reads has not. */
  caughtUp = false;
  /** Under which every letter has a return path of its own. */
  bounceAddress: string | undefined;
  readonly #parts: FleetParts;
  readonly #given: readonly Outgoing[];
  /** Of those of whoever runs the installation. */
  readonly #keys: ReadonlyMap<string, string>;
  readonly #telling = new Set<Promise<void>>();
  readonly #tellings: LastingTrouble;
  /** Whose standing the database did not take. */
  readonly #untold = new WeakSet<Outgoing>();
  /** Why letters waited that may go now, as long as the database does not know. */
  readonly #over = new Set<Reason>();
  #stored = new Map<string, Known>();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(given: readonly MailServer[], parts: FleetParts) {
    this.#parts = parts;
    this.#tellings = tellLasting(parts.log, 'mail.standing_not_told');
    this.reach = parts.reach;
    this.given = given.toSorted((a, b) => a.sequence - b.sequence);
    this.#given = this.given.map((server) => this.#outgoingTo(server));
    this.#keys = new Map(given.map((server) => [server.id, nameGiven(server, parts)]));
    this.outgoings = this.#given;
  }

  /** Whether some server could take a letter now. One that nobody has tried yet counts. */
  get ready(): boolean {
    return this.trouble === undefined || this.trouble.what === 'slow';
  }

  /** Whether a letter may be tried now, be it to find out whether a server confirms letters again. */
  get open(): boolean {
    return !this.stopped && this.outgoings.some(({ breaker }) => breaker.closed);
  }

  /** Letters go to the first server that works: if that is a slow one, they are late. */
  get trouble(): MailTrouble | undefined {
    if (this.stopped) return { what: 'stopped', reason: 'stopped' };
    const [first] = this.outgoings;
    if (!first) return { what: 'none', reason: 'no_server' };
    const next = this.outgoings.find(({ breaker }) => breaker.state !== 'failing');
    if (!next) return troubleOf('failing', first);
    return next.breaker.slow ? troubleOf('slow', next) : undefined;
  }

  isGiven(id: string): boolean {
    return this.given.some((server) => server.id === id);
  }

  /** Under what the database keeps how a server does. */
  keyOf({ id }: MailServer): string {
    return this.#keys.get(id) ?? id;
  }

  /** A server by its id, inactive ones included. One that is in use is the one that letters meet, with the tokens it has. */
  async serverOf(id: string): Promise<MailServer | undefined> {
    const given = this.given.find((server) => server.id === id);
    const row = given ? undefined : await serverById(this.#parts.database.read, id);
    return given ?? (row && this.#inUse(row)?.outgoing.server) ?? (row && toServer(this.#parts, row));
  }

  /** Catches up with the database: which servers there are, how others found them, whether mail is stopped. One at a time. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.catch(() => {}).then(() => this.#catchUp());
    return this.#refreshing;
  }

  /** Catches up with what was changed a moment ago. That is done: a database that is busy now is caught up with at the next look. */
  async follow(): Promise<void> {
    await this.refresh().catch((error: unknown) => this.#parts.log.error('mail.change_not_followed', error));
  }

  /** Probes a server if it is time and no other process does; what waited for one that is back goes now. */
  async probe(outgoing: Outgoing, stop: AbortSignal): Promise<void> {
    const { breaker } = outgoing;
    if (this.stopped || !breaker.mayProbe()) return;
    try {
      if (!(await this.#takeProbe(outgoing)) || !breaker.probing || !(await outgoing.probe(stop))) return;
    } finally {
      breaker.leaveProbe();
    }
    this.isOver(serverTrouble);
    await this.hasten();
  }

  /** Letters that wait for one of these reasons need not wait longer: `hasten` tells the database. */
  isOver(reasons: readonly Reason[]): void {
    for (const reason of reasons) this.#over.add(reason);
  }

  /** What waits for something that is over goes now. What failed is done by the next call. */
  async hasten(): Promise<void> {
    const { database, clock } = this.#parts;
    const reasons = [...this.#over];
    if (reasons.length === 0) return;
    this.#over.clear();
    try {
      await database.write((tx) => hastenWaiting(tx, clock.now(), reasons));
    } catch (error) {
      this.isOver(reasons);
      throw error;
    }
  }

  /** Whoever starts anew may have mended a server of the environment. */
  async begin(): Promise<void> {
    await this.#parts.database.write(async (tx) => {
      for (const server of this.given) await deleteState(tx, this.keyOf(server));
    });
    await this.refresh();
  }

  /** Keeps the database from forgetting how the servers do that are still in use. */
  async noteUse(now: number): Promise<void> {
    await this.#parts.database.write(async (tx) => {
      for (const { server } of this.outgoings) await noteUse(tx, this.keyOf(server), now);
    });
  }

  /** What was found out about servers is kept by now. */
  async told(): Promise<void> {
    await Promise.all(this.#telling);
  }

  /** Says goodbye to all. */
  async rest(): Promise<void> {
    await this.told();
    for (const outgoing of this.outgoings) outgoing.rest();
  }

  async #catchUp(): Promise<void> {
    const { database, settings, clock } = this.#parts;
    const rows = await allServers(database.read);
    const states = await allStates(database.read, clock.now());
    const wasStopped = this.stopped;
    const rules = await settings.read(database.read);
    this.stopped = rules.outgoing_mail === 'stopped';
    this.bounceAddress = rules.bounce_address ?? undefined;
    const changed = this.#takeOver(rows.filter(({ active }) => active === 1));
    for (const outgoing of this.outgoings) {
      const key = this.keyOf(outgoing.server);
      const state = states.find(({ server }) => server === key);
      if (state) outgoing.adopt(toStanding(state));
    }
    for (const outgoing of this.outgoings) if (this.#untold.delete(outgoing)) this.#tell(outgoing);
    this.caughtUp = true;
    if (changed || (wasStopped && !this.stopped)) this.isOver(serversTrouble);
    await this.hasten();
  }

  async #takeProbe({ server, breaker }: Outgoing): Promise<boolean> {
    const { database, clock } = this.#parts;
    const now = clock.now();
    return database.write((tx) =>
      takeProbe(tx, this.keyOf(server), { now, until: now + breaker.pause, longest: longestPause }),
    );
  }

  /** Answers whether other servers are in use now. */
  #takeOver(rows: readonly ServerRow[]): boolean {
    const before = this.#stored;
    this.#stored = new Map(rows.map((row) => [row.id, this.#known(row)]));
    const now = [...this.#stored.values()];
    const gone = [...before.values()].filter(({ outgoing }) => !now.some((known) => known.outgoing === outgoing));
    for (const { outgoing } of gone) outgoing.retire();
    const placed = [...this.#given.map((outgoing) => ({ outgoing, sequence: outgoing.server.sequence })), ...now];
    this.outgoings = placed.sort((a, b) => a.sequence - b.sequence).map(({ outgoing }) => outgoing);
    return gone.length > 0 || now.length !== before.size;
  }

  #known(row: ServerRow): Known {
    const { version, sequence } = row;
    const outgoing = this.#inUse(row)?.outgoing ?? this.#outgoingTo(toServer(this.#parts, row));
    return { version, sequence, outgoing };
  }

  /** If it is this edit of it. */
  #inUse({ id, version }: Pick<ServerRow, 'id' | 'version'>): Known | undefined {
    const known = this.#stored.get(id);
    return known?.version === version ? known : undefined;
  }

  #outgoingTo(server: MailServer): Outgoing {
    return new Outgoing(server, { ...this.#parts, tell: (outgoing) => this.#tell(outgoing) });
  }

  /** What the database does not take is told again when it is looked at next. */
  #tell(outgoing: Outgoing): void {
    const { database, clock } = this.#parts;
    const { server, breaker } = outgoing;
    const { state, trouble, changedAt, probeAt } = breaker.standing;
    if (state === 'working') this.isOver([neverConfirms]); // no probe tells that
    const row = {
      server: this.keyOf(server),
      state,
      failing_since: trouble?.since ?? null,
      reason: trouble?.reason ?? null,
      reply: trouble?.reply ?? null,
      changed_at: changedAt,
      probe_at: probeAt,
    };
    const telling = database
      .write((tx) => writeState(tx, row, clock.now()))
      .then(this.#tellings.worked)
      .catch((error: unknown) => {
        this.#untold.add(outgoing);
        this.#tellings.failed(error, { server: server.name });
      })
      .finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }
}

function troubleOf(what: 'failing' | 'slow', { server, breaker }: Outgoing): MailTrouble {
  const { reason = 'connect_failed', reply } = breaker.trouble ?? {};
  return { what, reason, reply, server: { id: server.id, name: server.name } };
}

function toStanding({ state, failing_since: since, reason, reply, changed_at, probe_at }: StateRow): Standing {
  const isKnown = since !== null && reason !== null && isReason(reason);
  const trouble = isKnown ? { since, reason, reply: reply ?? undefined } : undefined;
  return {
    state: state === 'failing' && !trouble ? 'unknown' : state,
    trouble,
    changedAt: changed_at,
    probeAt: probe_at,
  };
}

/**
 * What this process was given may be another server than what others were, as after a change, or one on each machine: nothing
 * that is found out about the one is told of the other. Named once: also what is on the wire while the secret is given up is told.
 */
function nameGiven(
  { id, host, port, encryption, user, password }: MailServer,
  { secrets, machine }: FleetParts,
): string {
  const where = isLoopback(host) ? machine : '';
  return secrets.digest('mail-server', JSON.stringify([id, host, port, encryption, user, password, where]));
}
