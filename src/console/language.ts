import { z } from 'zod';
import { readForm, safeRedirect, type Web } from '../http/index.ts';
import { languages } from '../locale/index.ts';
import type { Desk } from './desk.tsx';

const LanguageForm = z.object({ language: z.enum(languages), back: z.string().optional() });

/** The language of one's own pages and letters, warnings among them; the console itself is in English. */
export function addLanguage(web: Web, desk: Desk): void {
  web.post('/settings/language', async (c) => {
    const staff = await desk.staff(c);
    const { language, back } = readForm(c, LanguageForm);
    const { user } = staff.me;
    const first = language === user.language ? undefined : desk.fresh(c, staff);
    if (first) return first;
    await desk.users.editOwn(staff.caller, { language, timeZone: user.timeZone });
    return desk.done(c, safeRedirect(back) ?? '/settings', {
      kind: 'success',
      text: staff.t('console.language.saved'),
    });
  });
}
