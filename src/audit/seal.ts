import type { Database, Tx } from '../database/index.ts';
import type { Clock, Secrets } from '../kernel/index.ts';
import { checkpointText, link } from './chain.ts';
import type { Audit } from './index.ts';
import { isVouchedFor, mustBeSigned, signed } from './marks.ts';
import {
  anyUnsealed,
  findMark,
  holdEnd,
  insertCheckpoint,
  type Mark,
  moveMark,
  oldestUnsealed,
  type SealedRow,
  type UnsealedRow,
  unsealedRows,
  writePositions,
} from './seal-store.ts';

export interface SealParts {
  database: Database;
  clock: Clock;
  secrets: Secrets;
}

/**
 * What became of one turn: nothing was to be done, or another process is at it (`idle`); some or a full batch was
 * sealed; or the end of the record is not one that this secret vouches for, and nothing is built on it.
 */
export type Sealed = 'idle' | 'some' | 'full' | 'false_end';

/** Long enough for a busy second, short enough not to hold up others. */
const batch = 256;

/** Seals one batch in one transaction. Writes nothing when there is nothing to seal. */
export async function seal(parts: SealParts): Promise<Sealed> {
  const { database, secrets } = parts;
  const end = await findMark(database.read, 'end');
  if (!end) return 'false_end';
  if (!mustBeSigned(end, secrets) && !(await anyUnsealed(database.read))) return 'idle';
  return database.write((tx) => sealBatch(tx, parts));
}

/** How far the sealer is behind, and whether it goes on at all. */
export async function backlog({ database, secrets }: SealParts): ReturnType<Audit['backlog']> {
  const [end, since] = await Promise.all([findMark(database.read, 'end'), oldestUnsealed(database.read)]);
  return { since, held: !end || !isVouchedFor('end', end, secrets) };
}

async function sealBatch(tx: Tx, parts: SealParts): Promise<Sealed> {
  const { secrets } = parts;
  const end = await holdEnd(tx);
  if (!end) return 'idle';
  if (!isVouchedFor('end', end, secrets)) return 'false_end';
  const rows = chain(end, await unsealedRows(tx, batch));
  const last = rows.at(-1);
  if (last) {
    await writePositions(tx, rows);
    await insertCheckpoint(tx, signedCheckpoint(parts, end.position + 1, last));
  }
  if (mustBeSigned(end, secrets)) await signStartAnew(tx, secrets);
  if (last || mustBeSigned(end, secrets)) await moveMark(tx, 'end', signed('end', secrets, last ?? end));
  if (!last) return 'idle';
  return rows.length === batch ? 'full' : 'some';
}

async function signStartAnew(tx: Tx, secrets: Secrets): Promise<void> {
  const start = await findMark(tx, 'start');
  if (!start || !mustBeSigned(start, secrets) || !isVouchedFor('start', start, secrets)) return;
  await moveMark(tx, 'start', signed('start', secrets, start));
}

type Link = SealedRow & { digest: string };

function chain(end: Mark, rows: readonly UnsealedRow[]): Link[] {
  let { position, digest } = end;
  return rows.map((row) => {
    position += 1;
    digest = link(digest, { ...row, position });
    return { ...row, position, digest };
  });
}

function signedCheckpoint({ clock, secrets }: SealParts, first: number, { position, digest }: Link) {
  const unsigned = { first, position, digest, at: clock.now(), key: secrets.fingerprint };
  return { ...unsigned, mac: secrets.digest('audit', checkpointText(unsigned)) };
}
