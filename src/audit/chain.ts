import { createHash } from 'node:crypto';
import type { Checkpoint, Mark, SealedRow } from './seal-store.ts';

/** The chain before its first row. */
export const beginning = '';

/** A row's digest in hex: SHA-256 over the digest before it, a line feed, and the row as one line of JSON, in UTF-8. */
export function link(before: string, row: Omit<SealedRow, 'digest'>): string {
  return createHash('sha256')
    .update(`${before}\n${canonical(row)}`)
    .digest('hex');
}

/** Every column but those that are made of others, in an order of its own; a column that is added later goes to the end, under a new version. */
function canonical(row: Omit<SealedRow, 'digest'>): string {
  return JSON.stringify([
    1,
    row.position,
    row.id,
    row.at,
    row.event,
    row.actor_kind,
    row.actor_id,
    row.actor_label,
    row.subject_kind,
    row.subject_id,
    row.subject_label,
    row.reset_id,
    row.outcome,
    row.details,
    row.address,
    row.agent,
    row.request_id,
  ]);
}

/** What the code of a checkpoint vouches for. */
export function checkpointText({ first, position, digest, at, key }: Omit<Checkpoint, 'mac'>): string {
  return JSON.stringify(['checkpoint', first, position, digest, at, key]);
}

/** Other words for each kind: neither an older checkpoint nor a start can be passed off as the end. */
export function markText(kind: 'start' | 'end', { position, digest, key }: Omit<Mark, 'mac'>): string {
  return JSON.stringify([kind, position, digest, key]);
}
