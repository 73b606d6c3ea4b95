import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/** Debian's own, where it is installed: it knows more fonts and is already there. */
const debians = '/usr/bin/chromium';

/** A real browser without a window. It talks to nobody but the pages that it is sent to. */
export async function openChromium(): Promise<Browser> {
  return driver.launch({
    executablePath: existsSync(debians) ? debians : await chromium.executablePath(),
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
