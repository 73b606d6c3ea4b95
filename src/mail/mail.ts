import type { Database } from '../database/index.ts';
import { type Clock, day, type Log, type Random } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import { enqueue } from './enqueue.ts';
import type { AuditTrail, Mail, MailServer } from './index.ts';
import { about, list } from './list.ts';
import type { Parts } from './parts.ts';
import { retry } from './retry.ts';
import { createSender } from './sender.ts';
import { ready, servers } from './servers.ts';
import { deleteMade, deleteOf, depth, dueSince } from './store.ts';
import { test } from './test.ts';
import { type Limits, usualLimits } from './wire/limits.ts';
import { Outgoing } from './wire/outgoing.ts';
import { withdraw } from './withdraw.ts';
import { work } from './work.ts';

interface Given {
  database: Database;
  clock: Clock;
  random: Random;
  log: Log;
  audit: AuditTrail;
  locale: Locale;
  servers: readonly MailServer[];
  /** `REKEY_MAIL_FROM`: the sender of letters that neither name one nor go through a server that does. */
  mailFrom: string | undefined;
  /** Names this process in leases; no two processes share it. */
  owner: string;
  /** What we call ourselves to mail servers. */
  hostname: string;
  /** Time limits on the wire; the usual ones unless a proof shortens them. */
  limits?: Partial<Limits>;
}

const keptFor = 30 * day;

/** The durable queue of letters and the way they leave. Refuses `configuration` for a sender that is no address. */
export function createMail({ servers: given, mailFrom, hostname, limits, ...services }: Given): Mail {
  const wire = { hostname: politeName(hostname), limits: { ...usualLimits, ...limits } };
  const bySequence = given.toSorted((a, b) => a.sequence - b.sequence);
  const parts: Parts = {
    ...services,
    ...wire,
    outgoings: bySequence.map((server) => new Outgoing(server, { ...services, ...wire })),
    sender: createSender(bySequence, mailFrom, hostname),
  };
  return {
    enqueue: (tx, message) => enqueue(tx, parts, message),
    withdraw: (tx, which, reason) => withdraw(tx, parts, which, reason),
    about: (id) => about(parts, id),
    list: (caller, filter) => list(parts, caller, filter),
    retry: (caller, id) => retry(parts, caller, id),
    servers: (caller) => servers(parts, caller),
    test: (caller, to) => test(parts, caller, to),
    ready: () => ready(parts.outgoings),
    dueSince: () => dueSince(parts.database.read, parts.clock.now()),
    depth: () => depth(parts.database.read),
    run: (composers, stop) => work(parts, composers, stop),
    forget: (tx, userId) => deleteOf(tx, userId),
    sweep: (tx) => deleteMade(tx, parts.clock.now() - keptFor),
  };
}

/** Many servers turn away whoever does not name itself in full; an address in brackets always passes (RFC 5321, 4.1.4). */
function politeName(hostname: string): string {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(hostname) ? hostname : '[127.0.0.1]';
}
