// `node tools/letter-pictures.mjs [FOLDER]`, after a build: every letter in every language, by day and in the dark, on a
// phone and on a desk, twelve to a picture, to be looked at. FOLDER is data/letter-pictures where none is told.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { withPictures } from '../dist/src/mail/index.js';
import { editableLetters, fixedLetters } from '../dist/src/resets/index.js';
import { openChromium } from '../dist/tests/chromium.js';
import { openInstallation } from '../dist/tests/installation.js';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../data/letter-pictures'));
const languages = ['en', 'de', 'fr', 'es', 'ar'];
const widths = { phone: 360, desk: 680 };

/** A dark mark on nothing, which is what logos are. */
async function logo() {
  const [width, height] = [240, 80];
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const inside = (x - 40) ** 2 + (y - 40) ** 2 < 36 ** 2 || (x > 96 && x < 232 && Math.abs(y - 40) < 14);
    if (inside) pixels.set([45, 27, 61, 255], at * 4);
  }
  return Transformer.fromRgbaPixels(pixels, width, height).png();
}

async function letters(home, language) {
  const { app, operator } = home;
  const [company] = await app.users.companies(app.database.read);
  const me = await app.users.named(`chief-${language}`);
  const caller = { ...operator, actor: { kind: 'user', id: me.id, label: me.login, role: me.role } };
  const all = [];
  for (const letter of [...editableLetters, ...fixedLetters]) {
    const { html, pictures } = await app.resets.previewLetter(caller, { companyId: company.id, language, letter });
    all.push(withPictures(html, pictures));
  }
  return all;
}

function sheet(all, width) {
  const framed = all.map(
    (html) => `<iframe width="${width}" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
  );
  return `<!doctype html><style>body{margin:8px;background:#888;display:grid;grid-template-columns:repeat(4,${width}px);gap:8px;align-items:start}iframe{border:0}</style>${framed.join('')}`;
}

/** Each as tall as what is in it. */
function grow() {
  for (const frame of document.querySelectorAll('iframe'))
    frame.height = frame.contentDocument.documentElement.scrollHeight;
}

const names = { en: 'Ann Berg', de: 'Jürgen Groß', fr: 'Zoé Lefèvre', es: 'Íñigo Núñez', ar: 'ليلى حداد' };
const home = await openInstallation();
const browser = await openChromium();
try {
  mkdirSync(folder, { recursive: true });
  const [company] = await home.app.users.companies(home.app.database.read);
  const form = { colour: '#714b67' };
  await home.app.users.saveCompany(home.operator, { id: company.id, version: company.version, form });
  await home.app.users.setCompanyLogo(home.operator, company.id, await logo());
  for (const language of languages) {
    const login = `chief-${language}`;
    const person = { login, name: names[language], email: `${login}@lumen.example`, role: 'settings', language };
    await home.adopted(person);
    const all = await letters(home, language);
    for (const colorScheme of ['light', 'dark']) {
      for (const [device, width] of Object.entries(widths)) {
        const page = await browser.newPage({ colorScheme, viewport: { width: 4 * width + 40, height: 800 } });
        await page.setContent(sheet(all, width), { waitUntil: 'load' });
        await page.evaluate(grow);
        const path = join(folder, `${language}-${colorScheme}-${device}.png`);
        await page.screenshot({ path, fullPage: true, scale: 'css' });
        await page.close();
        console.log(path);
      }
    }
  }
} finally {
  await browser.close();
  await home.close();
}
