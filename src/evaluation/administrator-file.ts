import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../kernel/index.ts';

/** Where the demo administrator's password is kept, for its owner's eyes only. */
export function administratorFile(dataDir: string): string {
  return join(dataDir, 'demo-administrator');
}

export async function keepPassword(dataDir: string, login: string, password: string): Promise<void> {
  const file = await open(administratorFile(dataDir), 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify({ login, password })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The kept password; none when the file is gone or is no longer what was written. */
export async function keptPassword(dataDir: string): Promise<string | undefined> {
  try {
    const { password } = JSON.parse(await readFile(administratorFile(dataDir), 'utf8')) as { password?: unknown };
    return typeof password === 'string' ? password : undefined;
  } catch {
    return undefined;
  }
}

/** What is easily told apart when it is read off a screen: no l, no o, no 0, no 1. */
const characters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five, each beginning with a capital: 98 bits, and every class that the guide demands. */
export function drawPassword(random: Random): string {
  const groups = Array.from({ length: 4 }, () => drawGroup(random));
  const password = groups.map((group) => group.charAt(0).toUpperCase() + group.slice(1)).join('-');
  return /[2-9]/.test(password) && /[a-z]/.test(password) ? password : drawPassword(random);
}

function drawGroup(random: Random): string {
  const group = [...random.bytes(5)].map((byte) => characters[byte % characters.length]).join('');
  return /^[a-z]/.test(group) ? group : drawGroup(random);
}
