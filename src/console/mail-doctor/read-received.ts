import { z } from 'zod';
import { readForm, type Web } from '../../http/index.ts';
import type { Desk } from '../desk.tsx';
import { doctorPage } from './doctor.tsx';
import { receivedPath } from './paths.ts';

const Pasted = z.object({ head: z.string().max(200_000) });

/** What somebody else's mail server thought of a letter of ours. It is read, and kept nowhere. */
export function addReceived(web: Web, desk: Desk): void {
  web.post(receivedPath, async (c) => {
    const staff = await desk.staff(c);
    const { head } = readForm(c, Pasted);
    const received = await desk.doctor.readReceived(staff.caller, head);
    return doctorPage(desk, c, staff, { pasted: { received } });
  });
}
