import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonical } from './canonical.ts';

/** The shipped list of common and breached passwords. */
export interface CommonList {
  has(password: string): boolean;
}

/** Written by `tools/common-passwords.mjs`, beside this file as it is built. */
export const shipped = new URL('./common-passwords.bin', import.meta.url);

/** What it was made of, in front of the digests. */
const headerBytes = 32;
/** Of a million digests of 48 bits one fits a stranger's password once in 300 million times. */
export const digestBytes = 6;

/** Reads the list at first use. */
export function createCommonList(file: URL = shipped): CommonList {
  let digests: Buffer | undefined;
  return {
    has(password) {
      digests ??= readFileSync(file).subarray(headerBytes);
      return contains(digests, digestOf(password));
    },
  };
}

/** The first 48 bits of the SHA-256 of a password's canonical form. */
export function digestOf(password: string): number {
  return hash('sha256', canonical(password), 'buffer').readUIntBE(0, digestBytes);
}

function contains(sorted: Buffer, digest: number): boolean {
  let low = 0;
  let high = sorted.length / digestBytes;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted.readUIntBE(middle * digestBytes, digestBytes) < digest) low = middle + 1;
    else high = middle;
  }
  return low * digestBytes < sorted.length && sorted.readUIntBE(low * digestBytes, digestBytes) === digest;
}
