import { z } from 'zod';
import { languageCookie, readForm, safeRedirect, type Web } from '../http/index.ts';
import { day, second } from '../kernel/index.ts';
import { languages } from '../locale/index.ts';
import type { Kit } from './kit.tsx';

const LanguageForm = z.object({ language: z.enum(languages), back: z.string().optional() });
const lasts = (365 * day) / second;

/** The language of this browser, for as long as nobody is signed in: then it is the person's own. */
export function addLanguage(web: Web, kit: Kit): void {
  web.post('/web/language', async (c) => {
    const { language, back } = readForm(c, LanguageForm);
    kit.cookies.write(c, languageCookie, language, lasts);
    return c.redirect(safeRedirect(back) ?? '/', 303);
  });
}
