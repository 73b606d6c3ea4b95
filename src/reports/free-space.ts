import { statfs } from 'node:fs/promises';

/** How many bytes may still be written into a folder. */
export async function freeSpaceOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
