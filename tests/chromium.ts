import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium as driver } from 'playwright-core';

/** Debian's own, where it is installed: it knows more fonts and is already there. */
const debians = '/usr/bin/chromium';

/** A real browser without a window. It talks to nobody but the pages that it is sent to. */
export async function openChromium(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Where the browser is. The one of the package is unpacked where it was not yet, which takes a while. */
export async function chromiumPath(): Promise<string> {
  if (existsSync(debians)) return debians;
  const chromium = import.meta.resolve('@sparticuz/chromium');
  const home = fileURLToPath(new URL('../unpacked', chromium));
  const path = join(home, 'chromium');
  if (!existsSync(path)) await unpack(chromium, home);
  return path;
}

/**
 * The package unpacks into the folder for temporary files and takes what it finds there for whole, be it what another process
 * is still writing. So each unpacks for itself, and one of them moves all of it into place.
 */
async function unpack(chromium: string, home: string): Promise<void> {
  const aside = await mkdtemp(`${home}-`);
  const program = `await (await import(${JSON.stringify(chromium)})).default.executablePath()`;
  const env = { ...process.env, TMPDIR: aside };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env });
  await rename(aside, home).catch(() => rm(aside, { recursive: true }));
}
