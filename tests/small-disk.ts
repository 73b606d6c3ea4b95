import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  path: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  clear(): void;
  makeReadOnly(): void;
  remove(): void;
}

/** Why a proof is skipped where no disk can be mounted: that takes root. */
export const noDisk = 'no disk can be mounted here';

/** Mounts a file system in memory; answers nothing where that is not allowed. */
export function smallDisk(megabytes: number, owner?: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'rekey-disk-'));
  const how = [`size=${megabytes}m`, 'mode=0700', ...(owner === undefined ? [] : [`uid=${owner}`, `gid=${owner}`])];
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', how.join(), 'tmpfs', path]).status === 0;
  if (!mounted) {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fillUp(filler),
    clear: () => rmSync(filler, { force: true }),
    makeReadOnly: () => void spawnSync('mount', ['-o', 'remount,ro', path]),
    remove() {
      spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function fillUp(filler: string): void {
  const file = openSync(filler, 'a');
  for (let size = 1024 * 1024; size >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(size));
    } catch {
      size = Math.floor(size / 2);
    }
  }
  closeSync(file);
}
