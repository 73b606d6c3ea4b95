import { chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isId, newId, type Random } from '../kernel/index.ts';

/** Letters as files of one folder, `<id>.eml`, whose ids are in the order of arrival. */
export interface LetterFolder {
  /** Ends once the letter would survive a power cut. */
  keep(raw: Uint8Array): Promise<string>;
  /** Newest first. */
  ids(): Promise<string[]>;
  read(id: string): Promise<Uint8Array | undefined>;
}

/** An inbox that is looked at by people needs no more. */
const mostLetters = 500;
const ending = '.eml';

interface Parts {
  folder: string;
  clock: Clock;
  random: Random;
}

/** Opens the folder, for its owner only, and clears away what a crash left half-written. */
export async function openLetterFolder({ folder, clock, random }: Parts): Promise<LetterFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) if (name.endsWith('.tmp')) await rm(join(folder, name));
  const pathOf = (id: string): string => join(folder, id + ending);
  const ids = () => idsIn(folder);
  const nextId = inOrder(clock, random, (await ids())[0]);
  return {
    ids,
    async keep(raw) {
      const id = nextId();
      await writeDurably(folder, id, raw);
      for (const old of (await ids()).slice(mostLetters)) await rm(pathOf(old), { force: true });
      return id;
    },
    read: (id) => (isId(id) ? readIfThere(pathOf(id)) : Promise.resolve(undefined)),
  };
}

async function idsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  return names
    .map((name) => name.slice(0, -ending.length))
    .filter(isId)
    .sort()
    .reverse();
}

/** Two letters of one millisecond, or a clock that was set back, must not change the order of arrival. */
function inOrder(clock: Clock, random: Random, newest: string | undefined): () => string {
  let last = newest === undefined ? 0 : Number.parseInt(newest.replace('-', '').slice(0, 12), 16);
  return () => {
    last = Math.max(clock.now(), last + 1);
    const at = last;
    return newId({ ...clock, now: () => at }, random);
  };
}

async function writeDurably(folder: string, id: string, raw: Uint8Array): Promise<void> {
  const temporary = join(folder, `${id}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(raw);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, id + ending));
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
