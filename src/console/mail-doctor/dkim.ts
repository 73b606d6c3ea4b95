import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { doctorPage } from './doctor.tsx';
import { dkimPath, doctorPath } from './paths.ts';

const NewKey = z.object({ domain: z.string() });
const KeyAct = z.object({ act: z.enum(['start', 'remove']) });

/** Keys are made, used and removed on the doctor's page. Who signs for a domain is risky to change. */
export function addDkim(web: Web, desk: Desk): void {
  web.post(dkimPath, async (c) => {
    const staff = await desk.staff(c);
    const first = desk.fresh(c, staff);
    if (first) return first;
    const { domain } = readForm(c, NewKey);
    const made = await orRefusal(desk.mail.dkim.create(staff.caller, domain), 'malformed', 'dkim_key_exists');
    if (made instanceof Refusal) return doctorPage(desk, c, staff, { refusal: made, domain });
    return desk.done(c, doctorPath, { kind: 'success', text: staff.t('doctor.dkim.made', { domain: made.domain }) });
  });

  web.post(`${dkimPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const first = desk.fresh(c, staff);
    if (first) return first;
    const { act } = readForm(c, KeyAct);
    return act === 'start' ? start(desk, c, staff) : remove(desk, c, staff);
  });
}

async function start(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const started = await orRefusal(desk.mail.dkim.start(staff.caller, idIn(c)), 'dkim_not_published');
  if (started instanceof Refusal) return doctorPage(desk, c, staff, { refusal: started });
  return desk.done(c, doctorPath, {
    kind: 'success',
    text: staff.t('doctor.dkim.started', { domain: started.domain }),
  });
}

async function remove(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  await desk.mail.dkim.remove(staff.caller, idIn(c));
  return desk.done(c, doctorPath, { kind: 'success', text: staff.t('doctor.dkim.removed') });
}

function idIn(c: WebContext): string {
  return c.req.param('id') ?? '';
}
