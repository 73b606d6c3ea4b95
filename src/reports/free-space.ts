import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config/index.ts';

/** The folder in which the database grows. PostgreSQL looks after its own disk. */
export function databaseFolder({ databaseUrl }: Pick<Config, 'databaseUrl'>): string | undefined {
  return databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : undefined;
}

/** How many bytes may still be written into a folder. */
export async function freeSpaceOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
