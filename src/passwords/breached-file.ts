import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, tellLasting } from '../kernel/index.ts';
import { composed } from './rules.ts';

/*
 * Breached passwords that an operator has imported, as a file that is looked into where it lies: a header, an index of
 * buckets by the first bits of the SHA-1, and of each password the 24 bits that follow, in order. Three bytes for a
 * password; another one is taken for a breached one less than once in 100,000 times.
 */

export const breachedFormat = {
  magic: 'RKBREACH1',
  headerBytes: 32,
  /** Of a position in the index. */
  positionBytes: 6,
  remainderBytes: 3,
  mostBucketBits: 24,
} as const;

const { magic, headerBytes, positionBytes, remainderBytes } = breachedFormat;
const cutOff = 'it is cut off';

/** Where an import puts them. */
export function breachedPath(dataDir: string): string {
  return join(dataDir, 'breached-passwords.bin');
}

export interface BreachedFile {
  /** Whether an operator has imported one. */
  isThere(): boolean;
  /** `undefined` where it cannot be read, or is damaged: nobody is to be locked out for that. */
  has(password: string): boolean | undefined;
  /** Why it cannot be looked into, where that is so. */
  trouble(): string | undefined;
}

/** A file that is replaced while the server runs counts from the next look on. */
export function createBreachedFile(dataDir: string, log: Log): BreachedFile {
  const path = breachedPath(dataDir);
  const readings = tellLasting(log, 'passwords.breached_file_unread');
  return {
    isThere: () => mayBeThere(path),
    has(password) {
      try {
        const isListed = mayBeThere(path) && opened(path, (file) => isIn(file, password));
        readings.worked();
        return isListed;
      } catch (error) {
        readings.failed(error);
        return undefined;
      }
    },
    trouble() {
      try {
        if (mayBeThere(path)) opened(path, seeWhole);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    },
  };
}

/** Also where the folder cannot be looked into. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function opened<T>(path: string, look: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return look(file);
  } finally {
    closeSync(file);
  }
}

function isIn(file: number, password: string): boolean {
  return holds(file, placeOf(sha1(password), bucketBitsOf(file)));
}

/** It ends where its last bucket does. */
function seeWhole(file: number): void {
  const end = read(file, headerBytes + 2 ** bucketBitsOf(file) * positionBytes, positionBytes);
  if (fstatSync(file).size !== end.readUIntBE(0, positionBytes)) throw new Error(cutOff);
}

/** The services and lists of breached passwords know them by their SHA-1; nothing rests on its strength. */
export function sha1(password: string): Buffer {
  return hash('sha1', composed(password), 'buffer');
}

/** In which bucket a digest belongs, and what is kept of it there. */
export function placeOf(digest: Buffer, bucketBits: number): { bucket: number; remainder: number } {
  const beginning = digest.readUIntBE(0, 6);
  const rest = 2 ** (48 - bucketBits);
  return { bucket: Math.floor(beginning / rest), remainder: Math.floor((beginning % rest) / (rest / 2 ** 24)) };
}

function bucketBitsOf(file: number): number {
  const header = read(file, 0, headerBytes);
  if (header.toString('latin1', 0, magic.length) !== magic) throw new Error('it holds no breached passwords');
  return header.readUInt8(magic.length);
}

function holds(file: number, { bucket, remainder }: { bucket: number; remainder: number }): boolean {
  const index = read(file, headerBytes + bucket * positionBytes, 2 * positionBytes);
  const from = index.readUIntBE(0, positionBytes);
  const remainders = read(file, from, index.readUIntBE(positionBytes, positionBytes) - from);
  for (let at = 0; at < remainders.length; at += remainderBytes) {
    if (remainders.readUIntBE(at, remainderBytes) === remainder) return true;
  }
  return false;
}

function read(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const got = readSync(file, buffer, 0, length, position);
  if (got < length) throw new Error(cutOff);
  return buffer;
}
