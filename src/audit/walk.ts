import type { Reader } from '../database/index.ts';
import { foldBeyondAscii, type Secrets } from '../kernel/index.ts';
import { checkpointText, link } from './chain.ts';
import { isKnown } from './marks.ts';
import { type Checkpoint, checkpoints, type Mark, type SealedRow, sealedRows } from './seal-store.ts';

/** What can be wrong with the sealed record. */
export const faults = [
  'changed', // a row is not what was sealed
  'missing', // a row is gone
  'out_of_order', // a row stands where another one was sealed
  'checkpoint_forged',
  'checkpoint_missing',
  'not_sealed', // a row claims a position that was never given
  'start_forged', // the mark of the record's beginning was changed or removed
  'end_forged', // the mark of the record's end was changed, set back or removed
  'other_secret', // nobody here can tell: sealed under a secret that is neither this one nor the previous
] as const;
export type Fault = (typeof faults)[number];

export interface AuditFinding {
  fault: Fault;
  /** The first position that it is about, and the last one. */
  position: number;
  through: number;
  /** The event that stands there now. */
  id: string | null;
}

/** How far the walk has come. */
export interface Walk {
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

/** Before its first step: nothing up to the start is there any more, and the start stands for it. */
export function walkFrom({ position, digest }: Mark, over: Pick<Walk, 'db' | 'secrets' | 'upTo'>): Walk {
  return { ...over, position, digest, checkpoint: position, vouched: position, checkpoints: 0 };
}

/** Takes the walk to its end, in pages, or to the first thing that is wrong. */
export async function walkAll(walk: Walk): Promise<AuditFinding | undefined> {
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
  if (digest !== row.digest || row.position < due || isMisnamed(row)) {
    return finding((await isElsewhere(walk, row)) ? 'out_of_order' : 'changed', row.position, { id: row.id });
  }
  Object.assign(walk, { position: due, digest });
  return undefined;
}

/** Whether it is found by a name that it does not tell of. A version that did not fold names left none to be found by. */
function isMisnamed({ actor_label, actor_folded, subject_label, subject_folded }: SealedRow): boolean {
  const names = [
    [actor_label, actor_folded],
    [subject_label, subject_folded],
  ] as const;
  return names.some(([label, folded]) => folded !== null && folded !== foldBeyondAscii(label));
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

export function finding(fault: Fault, position: number, more: { through?: number; id?: string }): AuditFinding {
  return { fault, position, through: Math.max(more.through ?? position, position), id: more.id ?? null };
}
