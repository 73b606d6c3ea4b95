import { z } from 'zod';
import { readForm, safeRedirect, type Web } from '../http/index.ts';
import { day, second } from '../kernel/index.ts';
import { themeCookie, themes } from '../ui/index.ts';
import type { Desk } from './desk.tsx';

const ThemeForm = z.object({ theme: z.enum(themes), back: z.string().optional() });
const lasts = (365 * day) / second;

/** Light, dark, or as the system says: of this browser, not of the person. */
export function addTheme(web: Web, desk: Desk): void {
  web.post('/settings/theme', async (c) => {
    await desk.staff(c);
    const { theme, back } = readForm(c, ThemeForm);
    desk.cookies.write(c, themeCookie, theme, lasts);
    return c.redirect(safeRedirect(back) ?? '/settings', 303);
  });
}
