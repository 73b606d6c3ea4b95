// `node tools/page-pictures.mjs [FOLDER]`, after a build: every page that people meet without a role, on a phone, in Arabic
// by day and in the dark and in a language that is a third longer than English, ten to a picture, to be looked at. FOLDER is
// data/page-pictures where none is told.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openChromium } from '../dist/tests/chromium.js';
import { listPublicPages } from '../dist/tests/journeys/public-page-list.js';
import { pseudoLocale } from '../dist/tests/locale/pseudo.js';
import { openServed } from '../dist/tests/pages/served.js';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../data/page-pictures'));
const viewport = { width: 360, height: 740 };
const together = 10;
const looks = [
  { name: 'ar-light', language: 'ar', locale: 'ar-LB', colorScheme: 'light' },
  { name: 'ar-dark', language: 'ar', locale: 'ar-LB', colorScheme: 'dark' },
  { name: 'pseudo', language: 'en', locale: 'en-GB', colorScheme: 'light', texts: pseudoLocale() },
];

async function shots(browser, served, { language, locale, colorScheme }) {
  const taken = [];
  for (const { name, reach } of await listPublicPages(served, language)) {
    const context = await browser.newContext({ baseURL: served.url, locale, colorScheme, viewport });
    const page = await context.newPage();
    await reach(page);
    await page.waitForLoadState();
    const picture = await page.screenshot({ fullPage: true, scale: 'css' });
    taken.push(
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`,
    );
    await context.close();
  }
  return taken;
}

async function lay(browser, figures, path) {
  const page = await browser.newPage({ viewport: { width: 5 * 368 + 16, height: 800 } });
  await page.setContent(
    `<!doctype html><style>body{margin:8px;background:#888;display:grid;grid-template-columns:repeat(5,360px);gap:8px;align-items:start}figure{margin:0}</style>${figures.join('')}`,
  );
  await page.screenshot({ path, fullPage: true });
  await page.close();
  console.log(path);
}

const browser = await openChromium();
try {
  mkdirSync(folder, { recursive: true });
  for (const look of looks) {
    const served = await openServed(look.texts ? { locale: look.texts } : {});
    const taken = await shots(browser, served, look);
    await served.close();
    for (let at = 0; at < taken.length; at += together)
      await lay(browser, taken.slice(at, at + together), join(folder, `${look.name}-${1 + at / together}.png`));
  }
} finally {
  await browser.close();
}
