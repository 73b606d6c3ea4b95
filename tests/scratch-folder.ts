import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const enough = 1024 ** 3;
let isOnDisk = false;

/**
 * A fresh folder for data that outlives processes and nothing else: in memory where the system offers it, since each
 * commit waits for the disk. What a killed process had written is there all the same. Programs may not run from it.
 */
export function scratchFolder(purpose: string): string {
  return mkdtempSync(join(!isOnDisk && hasRoom(memory) ? memory : tmpdir(), `rekey-${purpose}-`));
}

/** For whoever measures: from then on such folders of this process are on the disk, for which commits wait. */
export function keepOnDisk(): void {
  isOnDisk = true;
}

/** It may belong to somebody else, as in some containers. */
function hasRoom(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize > enough;
  } catch {
    return false;
  }
}
