import { type Database, housekeepingTime } from '../database/index.ts';
import { type Clock, createReach, day, type Log, type Random, type Secrets } from '../kernel/index.ts';
import type { Locale } from '../locale/index.ts';
import type { Settings } from '../settings/index.ts';
import { triedSince } from './attempt-store.ts';
import { receiveBounces } from './bounces/receive.ts';
import { createBrowse } from './browse.ts';
import { cancel } from './cancel.ts';
import { digest } from './digest.ts';
import { createDkim } from './dkim/index.ts';
import { sealedColumn as sealedKeys } from './dkim/seal-key.ts';
import { enqueue } from './enqueue.ts';
import { enqueueBlanks } from './enqueue-blanks.ts';
import { gather } from './gather.ts';
import type { AuditTrail, Brake, Mail, MailServer, NeedsApproval, OutgoingMailServers } from './index.ts';
import { about, cameBack, list, message } from './list.ts';
import { createNames } from './names.ts';
import { Owed } from './owed.ts';
import type { Parts } from './parts.ts';
import { retry } from './retry.ts';
import { createSender, ownSender } from './sender.ts';
import { changeApproved } from './servers/change-approved.ts';
import { create } from './servers/create.ts';
import { edit } from './servers/edit.ts';
import { Fleet } from './servers/fleet.ts';
import * as known from './servers/list.ts';
import { order } from './servers/order.ts';
import { remove } from './servers/remove.ts';
import { sealedColumn as sealedServers } from './servers/secrets.ts';
import { deleteUnused } from './servers/state-store.ts';
import { deleteMade, deleteOf, depth, dueSince, mayArrive } from './store.ts';
import { test } from './test.ts';
import { type Limits, usualLimits } from './wire/limits.ts';
import { withdraw } from './withdraw.ts';
import { work } from './work.ts';

interface Given {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  audit: AuditTrail;
  /** Nothing needs a second person unless it is told. */
  needsApproval?: NeedsApproval;
  /** Nobody is held back unless it is told. */
  brake?: Brake;
  /** Whether letters of a kind warn somebody, and so have to go. None do unless it is told. */
  warns?: (kind: string) => boolean;
  settings: Pick<Settings, 'read'>;
  locale: Locale;
  /** Those of whoever runs the installation. */
  servers: readonly MailServer[];
  /** Private networks that servers set in the console may reach. */
  allowedNetworks: readonly string[];
  /** Servers of names to ask; none: those of the machine. */
  dnsServers: readonly string[];
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
export function createMail(all: Given): Mail {
  const { servers: given, mailFrom, hostname, limits, allowedNetworks, dnsServers, ...rest } = all;
  const nothing = async () => undefined;
  const { needsApproval = nothing, brake = nothing, warns = () => false } = rest;
  const services = { ...rest, needsApproval, brake, warns };
  const wire = { hostname: politeName(hostname), limits: { ...usualLimits, ...limits } };
  const fleet = new Fleet(given, { ...services, ...wire, machine: hostname, reach: createReach(allowedNetworks) });
  for (const server of given) ownSender(server);
  const sender = createSender(() => fleet.outgoings[0]?.server, mailFrom, hostname);
  const names = createNames(dnsServers);
  const dkim = createDkim({ ...services, names });
  const parts: Parts = {
    ...services,
    ...wire,
    fleet,
    owed: new Owed(rest.database),
    sender,
    dkim,
    promised: new Map(),
  };
  return {
    enqueue: (tx, message) => enqueue(tx, parts, message),
    enqueueBlanks: (tx, blanks) => enqueueBlanks(tx, parts, blanks),
    digest: (tx, message, pace) => digest(tx, parts, message, pace),
    gather: (tx, message, pace) => gather(tx, parts, message, pace),
    withdraw: (tx, which, reason) => withdraw(tx, parts, which, reason),
    mayArrive,
    about: (id) => about(parts, id),
    cameBack: (since, limit) => cameBack(parts, since, limit),
    list: (caller, filter) => list(parts, caller, filter),
    ...createBrowse(parts),
    message: (caller, id) => message(parts, caller, id),
    retry: (caller, id) => retry(parts, caller, id),
    cancel: (caller, id) => cancel(parts, caller, id),
    servers: serversOf(parts),
    dkim,
    names,
    receiveBounces: (composers, at) => receiveBounces(parts, composers, at),
    ready: () => fleet.ready,
    trouble: () => fleet.trouble,
    catchUp: () => fleet.follow(),
    dueSince: () => dueSince(parts.database.read, parts.clock.now()),
    triedSince: (moment) => triedSince(parts.database.read, moment, parts.clock.now()),
    depth: () => depth(parts.database.read),
    run: (composers, stop) => work(parts, composers, stop),
    sealed: [sealedServers, sealedKeys],
    forget: (tx, userId) => deleteOf(tx, userId),
    async sweep(piecemeal) {
      const now = await housekeepingTime(parts.database.read, parts.clock.now());
      await fleet.noteUse(now);
      await piecemeal((tx, most) => deleteMade(tx, now - keptFor, most));
      await piecemeal((tx, most) => deleteUnused(tx, now - keptFor, most));
    },
  };
}

function serversOf(parts: Parts): OutgoingMailServers {
  return {
    list: (caller) => known.list(parts, caller),
    read: (caller, id) => known.read(parts, caller, id),
    create: (caller, input) => create(parts, caller, input),
    changeApproved: (tx, caller, wish) => changeApproved(tx, parts, caller, wish),
    edit: (caller, id, change) => edit(parts, caller, id, change),
    order: (caller, ids) => order(parts, caller, ids),
    remove: (caller, id) => remove(parts, caller, id),
    test: (caller, wish) => test(parts, caller, wish),
  };
}

/** Many servers turn away whoever does not name itself in full; an address in brackets always passes (RFC 5321, 4.1.4). */
function politeName(hostname: string): string {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(hostname) ? hostname : '[127.0.0.1]';
}
