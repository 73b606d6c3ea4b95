import type { Database, Reader } from '../database/index.ts';
import type { Secrets } from '../kernel/index.ts';
import { isKnown, isVouchedFor } from './marks.ts';
import { countUnsealed, findMark, findStray, lastCheckpoint, lastClaimed, type Mark } from './seal-store.ts';
import { type AuditFinding, finding, type Walk, walkAll, walkFrom } from './walk.ts';

/** What was found, as `audit verify --json` tells it. */
export interface Verification {
  /** Rows that were found as they were sealed: all of them, or those before the first finding. */
  sealed: number;
  /** The first position that is kept: what was before was removed when its time was over. */
  first: number;
  /** Rows that wait for the sealer. */
  unsealed: number;
  checkpoints: number;
  /** The position and the digest that stand for everything before them; worth keeping elsewhere. */
  end: { position: number; digest: string } | null;
  /** The first thing that is wrong, if any: nothing after it can be relied on. */
  findings: AuditFinding[];
}

/**
 * Walks over the whole record in pages, while others go on writing and sealing. When old events were removed meanwhile,
 * it is walked over again.
 */
export async function verify({ lists }: Database, secrets: Secrets): Promise<Verification> {
  for (;;) {
    const start = await findMark(lists, 'start');
    const verification = await verifyFrom(start, lists, secrets);
    const now = await findMark(lists, 'start');
    if (verification.findings.length === 0 || now?.position === start?.position) return verification;
  }
}

async function verifyFrom(start: Mark | undefined, db: Reader, secrets: Secrets): Promise<Verification> {
  const unsealed = await countUnsealed(db);
  const end = await findMark(db, 'end');
  const good = end !== undefined && isVouchedFor('end', end, secrets);
  const upTo = good ? end.position : await lastClaimed(db);
  const walk = walkFrom(start ?? nothing, { db, secrets, upTo });
  const from = walk.position;
  const found =
    falseStart(walk, start) ?? (await walkAll(walk)) ?? (good ? await judgeEnd(walk, end, from) : falseEnd(walk, end));
  return {
    sealed: walk.position - from,
    first: from + 1,
    unsealed,
    checkpoints: walk.checkpoints,
    end: end && end.position > 0 ? { position: end.position, digest: end.digest } : null,
    findings: found ? [found] : [],
  };
}

const nothing: Mark = { position: 0, digest: '', key: '', mac: '' };

function falseStart(walk: Walk, start: Mark | undefined): AuditFinding | undefined {
  if (start && isVouchedFor('start', start, walk.secrets)) return undefined;
  const foreign = start !== undefined && start.position > 0 && !isKnown(start, walk.secrets);
  return finding(foreign ? 'other_secret' : 'start_forged', 1, { through: walk.position });
}

async function judgeEnd(walk: Walk, end: Mark, from: number): Promise<AuditFinding | undefined> {
  const { db } = walk;
  if (walk.digest !== end.digest) return finding('changed', walk.vouched + 1, { through: end.position });
  const checkpoint = await lastCheckpoint(db);
  const stray = await findStray(db, { after: from, upTo: end.position });
  // Read last: meanwhile more may have been sealed, and checkpoints, rows and the end grow together.
  const now = (await findMark(db, 'end'))?.position ?? 0;
  if (checkpoint > now) return finding('end_forged', now + 1, { through: checkpoint });
  if (!stray || (stray.position > from && stray.position <= now)) return undefined;
  return finding('not_sealed', stray.position, { id: stray.id });
}

function falseEnd(walk: Walk, end: Mark | undefined): AuditFinding {
  const foreign = end !== undefined && end.position > 0 && !isKnown(end, walk.secrets);
  return finding(foreign ? 'other_secret' : 'end_forged', walk.vouched + 1, { through: walk.upTo });
}
