import { z } from 'zod';
import { readForm, type Web } from '../../http/index.ts';
import { challengeFields } from '../challenge.tsx';
import type { Kit } from '../kit.tsx';
import { addLinkPage, resetStep, stepOf } from '../link-step.ts';
import { ask, showAsk, showSent } from './ask.tsx';
import { sendNewLink } from './dead-link.tsx';
import { showDone } from './done.tsx';
import { changePassword, showNewPassword } from './new-password.tsx';
import { openLink } from './open-link.ts';

/** One address takes both forms, as in Odoo: the one that asks for a letter and the one that the letter leads to. */
const ResetForm = z.object({
  login: z.string().optional(),
  redirect: z.string().optional(),
  /** What was typed, from the page on which the person waited. */
  asked: z.string().optional(),
  ...challengeFields,
  link: z.string().optional(),
  password: z.string().optional(),
  confirm_password: z.string().optional(),
});

export function addReset(web: Web, kit: Kit): void {
  addLinkPage(web, kit, resetStep, {
    follow: (c, token) => openLink(kit, c, token),
    show(c) {
      const step = c.req.query('ask') === undefined ? stepOf(kit, c, resetStep) : undefined;
      return step ? showNewPassword(kit, c, step) : showAsk(kit, c);
    },
  });

  web.post('/web/reset_password', async (c) => {
    const form = readForm(c, ResetForm);
    if (form.password !== undefined || form.link !== undefined) return changePassword(kit, c, form);
    return ask(kit, c, form);
  });

  web.get('/web/reset_password/sent', (c) => showSent(kit, c));
  web.get('/web/reset_password/done', (c) => showDone(kit, c));
  web.post('/web/reset_password/new_link', (c) => sendNewLink(kit, c));
}
