import { accessSync, closeSync, constants, existsSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { Refusal } from '../kernel/index.ts';

/** File systems that several machines share, by the numbers that Linux gives them (statfs(2)). */
const shared = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'CephFS'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
]);

/**
 * Says so before a file is touched that is none of ours, or one that is not safe where it is: over a network the locks and
 * the shared memory that keep two writers apart do not hold. Throws the reason.
 */
export function judgePlace(path: string, typeOf = (folder: string): number => statfsSync(folder).type): void {
  const network = shared.get(typeOf(dirname(path)) >>> 0);
  if (network) throw new Error(`it is on network storage (${network}); use a disk of this machine, or PostgreSQL`);
  mustBeSqlite(path);
}

function mustBeSqlite(path: string): void {
  if (!existsSync(path)) return;
  accessSync(path, constants.R_OK | constants.W_OK);
  const head = Buffer.alloc(16);
  const file = openSync(path, 'r');
  const length = readSync(file, head, 0, 16, 0);
  closeSync(file);
  if (length > 0 && head.toString('latin1') !== 'SQLite format 3\0') throw new Error('it is not a SQLite database');
}

/** What SQLite needs beside the file while it is open. */
const leastRoom = 256 * 1024;

/** SQLite itself tells of a full disk, at opening, as of any other trouble of it. */
export function whyNoRoom(path: string): string | undefined {
  const { bavail, bsize } = statfsSync(dirname(path));
  return bavail * bsize < leastRoom ? 'its disk is full; make room there' : undefined;
}

/** Above this a look at every page would hold up the start. */
const largestChecked = 32 * 1024 * 1024;

/** Throws what is wrong with a damaged file: nothing is to be built on it. */
export function mustBeSound(database: Sqlite.Database, path: string): void {
  if (statSync(path).size > largestChecked) return;
  const [found] = database.prepare('pragma quick_check(1)').pluck().all();
  if (found !== 'ok')
    throw new Error(
      `it is damaged (${String(found)}); restore it from a backup, with no ${basename(path)}-wal and -shm beside it`,
    );
}

/**
 * Answers a guard that throws `busy` once another file, or none, is at the place of one that is in use: of the database, of its
 * log of writes, or of what the processes beside it share. What is written then would go to a file that nobody finds again.
 */
export function guardPlace(path: string): () => void {
  const inUse = [path, `${path}-wal`, `${path}-shm`].map((file) => ({ file, ours: placeOf(file) }));
  return () => {
    const lost = inUse.find(({ file, ours }) => placeOf(file) !== ours);
    if (!lost) return;
    const cause = new Error(`${lost.file} was replaced or removed while it was in use. Start Rekey anew.`);
    throw Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause });
  };
}

function placeOf(file: string): string {
  const { dev, ino } = statSync(file, { throwIfNoEntry: false }) ?? { dev: 0, ino: 0 };
  return `${dev}:${ino}`;
}

/**
 * Which file this is, as long as it exists: a copy has another number or another birth. Some file systems know no birth
 * and tell the last change instead, which is also the same as that of a file that was made just now.
 */
export function identityOf(path: string): string {
  const { ino, birthtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return birthtimeNs > 0 && birthtimeNs < ctimeNs ? `${ino}:${birthtimeNs}:` : `${ino}:`;
}
