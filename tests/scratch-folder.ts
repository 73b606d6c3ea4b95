import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const enough = 1024 ** 3;

/**
 * A fresh folder for data that outlives processes and nothing else: in memory where the system offers it, since each
 * commit waits for the disk. What a killed process had written is there all the same. Programs may not run from it.
 */
export function scratchFolder(purpose: string): string {
  return mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), `rekey-${purpose}-`));
}

function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize > enough;
  } catch {
    return false;
  }
}
