import { proveWritable } from '../database/index.ts';
import { minute, second } from '../kernel/index.ts';
import { databaseFolder, freeSpaceOf } from './free-space.ts';
import { inTime } from './in-time.ts';
import type { Readiness, ReadinessParts, ReadinessReport } from './index.ts';

/** However often somebody asks, this often is looked. */
const keptFor = second;

/** Longer than a long line of letters takes a mail server that works, and than any takes over one letter. */
const longestDue = 30 * minute;

/** Much longer than a batch takes where many have been recorded at once. */
const longestUnsealed = minute;

/** With less, writes may fail at any moment. The doctor speaks up long before. */
const leastFreeSpace = 32 * 1024 * 1024;

type Checks = ReadinessReport['checks'];

export function createReadiness(parts: ReadinessParts): Readiness {
  const isWritable = createWriteProbe(parts);
  const queueState = createQueueCheck(parts);
  let stopping = false;
  let latest: { at: number; checks: Promise<Checks> } | undefined;

  async function look(): Promise<Checks> {
    const [database, queue, sealer, disk] = await Promise.all([
      isWritable(),
      queueState(),
      sealerState(parts),
      diskState(parts),
    ]);
    const secret = parts.secrets.isRetired() ? 'left_behind' : 'ok';
    return { database: database ? 'ok' : 'failing', queue, sealer, ...(disk && { disk }), secret };
  }

  return {
    stop() {
      stopping = true;
    },
    async look() {
      const now = parts.clock.monotonic();
      if (latest === undefined || now - latest.at >= keptFor) latest = { at: now, checks: look() };
      const checks = await latest.checks;
      return { status: stopping ? 'stopping' : statusOf(checks), checks };
    },
  };
}

function statusOf(checks: Checks): ReadinessReport['status'] {
  const fine = Object.values(checks).every((state) => state === 'ok' || state === 'held_up');
  return fine ? 'ready' : 'not_ready';
}

/** A write that still waits from last time is asked again, so that probes do not fill the line of a database that is away. */
function createWriteProbe({ database }: ReadinessParts): () => Promise<boolean> {
  let waiting: Promise<true> | undefined;
  const write = async (): Promise<true> => {
    try {
      await proveWritable(database);
      return true;
    } finally {
      waiting = undefined;
    }
  };
  return async () => {
    waiting ??= write();
    return (await inTime(waiting)) ?? false;
  };
}

/**
 * By when the oldest letter could have gone, not by when it was written: one full mailbox must not speak for all. While
 * no mail server takes letters, sending people to another process would not help, and this one still signs them in. Nor
 * does it help right after that, or where many wait for a server that takes its time over each: as long as letters go,
 * they are only late.
 */
function createQueueCheck({ mail, clock }: ReadinessParts): () => Promise<Checks['queue']> {
  let takenSince: number | undefined;
  return async () => {
    takenSince = mail.ready() ? (takenSince ?? clock.monotonic()) : undefined;
    const found = await inTime(mail.dueSince().then((since) => ({ since })));
    if (!found) return 'unknown';
    if (found.since === undefined || clock.now() - found.since < longestDue) return 'ok';
    if (takenSince === undefined) return 'held_up';
    if (clock.monotonic() - takenSince < longestDue) return 'ok';
    const tried = await inTime(mail.triedSince(clock.now() - longestDue));
    return tried === undefined ? 'unknown' : tried ? 'ok' : 'failing';
  };
}

/** Sealing is at most a second behind where all is well. */
async function sealerState({ audit, clock }: ReadinessParts): Promise<Checks['sealer']> {
  const found = await inTime(audit.backlog());
  if (!found) return 'unknown';
  if (found.since === undefined || clock.now() - found.since < longestUnsealed) return 'ok';
  return found.held ? 'held_up' : 'failing';
}

async function diskState({ config, freeSpace = freeSpaceOf }: ReadinessParts): Promise<Checks['disk']> {
  const folder = databaseFolder(config);
  if (folder === undefined) return undefined;
  const free = await inTime(freeSpace(folder));
  return free !== undefined && free >= leastFreeSpace ? 'ok' : 'failing';
}
