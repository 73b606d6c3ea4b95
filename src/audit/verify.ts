import type { Database, Reader } from '../database/index.ts';
import type { Secrets } from '../kernel/index.ts';
import { beginning, checkpointText, link } from './chain.ts';
import { isVouchedFor } from './seal.ts';
import {
  type Checkpoint,
  checkpoints,
  countUnsealed,
  type End,
  findEnd,
  findStray,
  lastCheckpoint,
  lastClaimed,
  type SealedRow,
  sealedRows,
} from './seal-store.ts';

/** What can be wrong with the sealed record. */
export type Fault =
  | 'changed' // a row is not what was sealed
  | 'missing' // a row is gone
  | 'out_of_order' // a row stands where another one was sealed
  | 'checkpoint_forged'
  | 'checkpoint_missing'
  | 'not_sealed' // a row claims a position that was never given
  | 'end_forged' // the mark of the record's end was changed, set back or removed
  | 'other_secret'; // nobody here can tell: sealed under a secret that is neither this one nor the previous

export interface AuditFinding {
  fault: Fault;
  /** The first position that it is about, and the last one. */
  position: number;
  through: number;
  /** The event that stands there now. */
  id: string | null;
}

/** What was found, as `audit verify --json` tells it. */
export interface Verification {
  /** Rows that were found as they were sealed: all of them, or those before the first finding. */
  sealed: number;
  /** Rows that wait for the sealer. */
  unsealed: number;
  checkpoints: number;
  /** The position and the digest that stand for everything before them; worth keeping elsewhere. */
  end: { position: number; digest: string } | null;
  /** The first thing that is wrong, if any: nothing after it can be relied on. */
  findings: AuditFinding[];
}

/** How far the walk has come. */
interface Walk {
  db: Reader;
  secrets: Secrets;
  upTo: number;
  position: number;
  digest: string;
  checkpoint: number;
  /** The last position that a checkpoint of a known secret vouches for. */
  vouched: number;
  checkpoints: number;
}

const pageSize = 1_000;

/** Walks over the whole record in pages, while others go on writing and sealing. */
export async function verify({ read: db }: Database, secrets: Secrets): Promise<Verification> {
  const unsealed = await countUnsealed(db);
  const end = await findEnd(db);
  const good = end !== undefined && isVouchedFor(end, secrets);
  const upTo = good ? end.position : await lastClaimed(db);
  const walk: Walk = { db, secrets, upTo, position: 0, digest: beginning, checkpoint: 0, vouched: 0, checkpoints: 0 };
  const found = (await walkAll(walk)) ?? (good ? await judgeEnd(walk, end) : falseEnd(walk, end));
  return {
    sealed: walk.position,
    unsealed,
    checkpoints: walk.checkpoints,
    end: end && end.position > 0 ? { position: end.position, digest: end.digest } : null,
    findings: found ? [found] : [],
  };
}

async function walkAll(walk: Walk): Promise<AuditFinding | undefined> {
  while (walk.position < walk.upTo) {
    const rows = await sealedRows(walk.db, { after: walk.position, upTo: walk.upTo }, pageSize);
    const last = rows.at(-1);
    if (!last) return finding('missing', walk.position + 1, { through: walk.upTo });
    const marks = await checkpoints(walk.db, { after: walk.checkpoint, upTo: last.position });
    const found = await walkPage(walk, rows, new Map(marks.map((mark) => [mark.position, mark])));
    if (found) return found;
  }
  if (walk.checkpoint < walk.upTo) return finding('checkpoint_missing', walk.checkpoint + 1, { through: walk.upTo });
  return undefined;
}

async function walkPage(
  walk: Walk,
  rows: readonly SealedRow[],
  marks: ReadonlyMap<number, Checkpoint>,
): Promise<AuditFinding | undefined> {
  for (const row of rows) {
    const mark = marks.get(row.position);
    const found = (await judgeRow(walk, row)) ?? (mark && judgeCheckpoint(walk, mark));
    if (found) return found;
  }
  return undefined;
}

async function judgeRow(walk: Walk, row: SealedRow): Promise<AuditFinding | undefined> {
  const due = walk.position + 1;
  if (row.position > due) return finding('missing', due, { through: row.position - 1 });
  const digest = link(walk.digest, row);
  if (digest !== row.digest || row.position < due) {
    return finding((await isElsewhere(walk, row)) ? 'out_of_order' : 'changed', row.position, { id: row.id });
  }
  Object.assign(walk, { position: due, digest });
  return undefined;
}

/** Whether the row that was sealed here still exists, in another place. */
async function isElsewhere({ db, upTo, digest }: Walk, here: SealedRow): Promise<boolean> {
  const { position } = here;
  for (let after = position; ; ) {
    const rows = await sealedRows(db, { after, upTo }, pageSize);
    const last = rows.at(-1);
    if (!last) return false;
    const belongs = (row: SealedRow) => [row.digest, here.digest].includes(link(digest, { ...row, position }));
    if (rows.some(belongs)) return true;
    after = last.position;
  }
}

function judgeCheckpoint(walk: Walk, mark: Checkpoint): AuditFinding | undefined {
  const { position, first, digest } = mark;
  const known = isKnown(mark, walk.secrets);
  if (known && !walk.secrets.vouches('audit', checkpointText(mark), mark.mac)) {
    return finding('checkpoint_forged', first, { through: position });
  }
  const due = walk.checkpoint + 1;
  if (first > due) return finding('checkpoint_missing', due, { through: first - 1 });
  if (first < due) return finding('checkpoint_forged', first, { through: position });
  // The rows fit each other but not what was sealed: digests were computed anew.
  if (digest !== walk.digest) return finding('changed', walk.vouched + 1, { through: position });
  Object.assign(walk, { checkpoint: position, checkpoints: walk.checkpoints + 1 });
  // One of a former secret is vouched for by whatever comes after it.
  if (known) walk.vouched = position;
  return undefined;
}

function isKnown({ key }: { key: string }, { fingerprint, previousFingerprint }: Secrets): boolean {
  return key === fingerprint || key === previousFingerprint;
}

async function judgeEnd(walk: Walk, end: End): Promise<AuditFinding | undefined> {
  const { db } = walk;
  if (walk.digest !== end.digest) return finding('changed', walk.vouched + 1, { through: end.position });
  const checkpoint = await lastCheckpoint(db);
  const stray = await findStray(db, end.position);
  // Read last: meanwhile more may have been sealed, and checkpoints, rows and the end grow together.
  const now = (await findEnd(db))?.position ?? 0;
  if (checkpoint > now) return finding('end_forged', now + 1, { through: checkpoint });
  if (!stray || (stray.position >= 1 && stray.position <= now)) return undefined;
  return finding('not_sealed', stray.position, { id: stray.id });
}

function falseEnd(walk: Walk, end: End | undefined): AuditFinding {
  const foreign = end !== undefined && end.position > 0 && !isKnown(end, walk.secrets);
  return finding(foreign ? 'other_secret' : 'end_forged', walk.vouched + 1, { through: walk.upTo });
}

function finding(fault: Fault, position: number, more: { through?: number; id?: string }): AuditFinding {
  return { fault, position, through: Math.max(more.through ?? position, position), id: more.id ?? null };
}
