import { once } from 'node:events';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { makeFolder, newToken, Refusal, systemRandom } from '../kernel/index.ts';
import { breachedFormat, breachedPath, placeOf, sha1 } from './breached-file.ts';

const { magic, headerBytes, positionBytes, remainderBytes, mostBucketBits } = breachedFormat;

/** How many passwords a bucket holds on average; a look reads one bucket. */
const perBucket = 64;
/** A plain list is put in order in memory. */
const longestPlainList = 30_000_000;
const hashLine = /^([0-9A-F]{40})(?::(\d+))?$/i;
const byteOrderMark = /^\ufeff/;
/** Also hashes of other kinds, such as NTLM: taken for passwords, they would hold nobody up. */
const hashOfAnyKind = /^[0-9A-F]{32,}(?::\d+)?$/i;

export interface ImportedBreached {
  /** How many passwords were taken over. */
  passwords: number;
  /** How many were seen too rarely. */
  left_out: number;
}

/**
 * Takes over a list of breached passwords: lines `SHA1` or `SHA1:COUNT` in the order of their hashes, as the well-known
 * download has them, or plain passwords, one a line. Those seen less often than `atLeast` are left out. The file appears
 * whole or not at all, and takes the place of an earlier one. Refuses `configuration`: not readable, no file, not in order,
 * no place to keep it, another import begun meanwhile.
 */
export async function importBreached(
  dataDir: string,
  source: string,
  how: { atLeast: number },
): Promise<ImportedBreached> {
  try {
    makeFolder(dataDir); // with PostgreSQL there need not be one yet
    return await takeOver(dataDir, source, how);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) refuse(`The list cannot be taken over: ${error.message}.`);
    throw error;
  }
}

async function takeOver(dataDir: string, source: string, { atLeast }: { atLeast: number }): Promise<ImportedBreached> {
  const list = statSync(source);
  if (!list.isFile()) refuse(`${source} is no file. How long a list is has to be known first: put it into one.`);
  const draft = newDraft(dataDir);
  try {
    const writing = await beginFile(draft, bucketBitsFor(list.size / 42));
    const result = { passwords: 0, left_out: 0 };
    for await (const found of digestsIn(source, atLeast)) {
      if (found === 'rare') result.left_out += 1;
      else if (await writing.add(found)) result.passwords += 1;
    }
    if (result.passwords === 0) refuse(`${source} holds no passwords.`);
    await writing.end();
    chmodSync(draft, 0o644); // no secret, and whoever serves has to read what root has imported
    renameSync(draft, breachedPath(dataDir));
    return result;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Of this import alone: two at once would write into one file. Others' are removed, since who was killed left one behind; whoever
 * is still writing one is refused at the end.
 */
function newDraft(dataDir: string): string {
  const path = breachedPath(dataDir);
  const isDraft = (name: string): boolean => name.startsWith(`${basename(path)}.`) && name.endsWith('.half');
  for (const name of readdirSync(dataDir).filter(isDraft)) rmSync(join(dataDir, name), { force: true });
  return `${path}.${newToken(systemRandom).slice(0, 8)}.half`;
}

function bucketBitsFor(passwords: number): number {
  return Math.min(mostBucketBits, Math.max(8, Math.round(Math.log2(passwords / perBucket))));
}

async function* digestsIn(source: string, atLeast: number): AsyncGenerator<Buffer | 'rare'> {
  const lines = createInterface({ input: createReadStream(source), crlfDelay: Number.POSITIVE_INFINITY });
  const plain: Buffer[] = [];
  let hashed: boolean | undefined;
  for await (const read of lines) {
    const line = hashed === undefined ? read.replace(byteOrderMark, '') : read;
    if (line === '') continue;
    const match = hashLine.exec(line);
    hashed ??= hashOfAnyKind.test(line);
    if (!hashed) plain.push(sha1(line));
    else if (!match) refuse(`This line is no SHA-1: ${line.slice(0, 60)}.`);
    else yield Number(match[2] ?? atLeast) < atLeast ? 'rare' : Buffer.from(match[1] ?? '', 'hex');
    if (plain.length > longestPlainList)
      refuse('A plain list of this length has to be turned into hashes and sorted first.');
  }
  yield* plain.sort(Buffer.compare);
}

interface Writing {
  /** Digests in their order; answers whether this one is new. */
  add(digest: Buffer): Promise<boolean>;
  end(): Promise<void>;
}

async function beginFile(path: string, bucketBits: number): Promise<Writing> {
  const buckets = 2 ** bucketBits;
  const start = headerBytes + (buckets + 1) * positionBytes;
  const ends = new Float64Array(buckets);
  const stream = createWriteStream(path, { start, mode: 0o600 });
  await once(stream, 'open');
  stream.on('error', () => {}); // the next step throws it
  let last: Buffer | undefined;
  let position = start;
  return {
    async add(digest) {
      const order = last ? Buffer.compare(last, digest) : -1;
      if (order === 0) return false;
      if (order > 0) refuse('The hashes are not in order. Sort the list first: LC_ALL=C sort.');
      last = digest;
      const { bucket, remainder } = placeOf(digest, bucketBits);
      position += remainderBytes;
      ends[bucket] = position;
      await write(stream, remainder);
      return true;
    },
    async end() {
      stream.end();
      await finished(stream);
      await finish(path, headerOf(bucketBits), indexOf(ends, start));
    },
  };
}

async function write(stream: WriteStream, remainder: number): Promise<void> {
  const bytes = Buffer.alloc(remainderBytes);
  bytes.writeUIntBE(remainder, 0, remainderBytes);
  if (stream.errored) throw stream.errored;
  if (!stream.write(bytes)) await once(stream, 'drain');
}

function headerOf(bucketBits: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt8(bucketBits, magic.length);
  return header;
}

/** Where each bucket begins, and where the last one ends. */
function indexOf(ends: Float64Array, start: number): Buffer {
  const index = Buffer.alloc((ends.length + 1) * positionBytes);
  let position = start;
  ends.forEach((end, bucket) => {
    index.writeUIntBE(position, bucket * positionBytes, positionBytes);
    position = Math.max(position, end);
  });
  index.writeUIntBE(position, ends.length * positionBytes, positionBytes);
  return index;
}

async function finish(path: string, header: Buffer, index: Buffer): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.concat([header, index]), 0, undefined, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

function refuse(why: string): never {
  throw new Refusal('configuration', { why });
}
