import { z } from 'zod';
import { readForm, type Web } from '../../http/index.ts';
import type { Desk } from '../desk.tsx';

const KeepForm = z.object({ name: z.string(), query: z.string(), shared: z.string().optional() });
const RemoveForm = z.object({ id: z.string() });

/** Keeps the search that is shown, and takes one away that was kept. */
export function addFavourites(web: Web, desk: Desk, path: string): void {
  web.post(`${path}/favourites`, async (c) => {
    const { caller, t } = await desk.staff(c);
    const { name, query, shared } = readForm(c, KeepForm);
    // As an address would say it: what is kept leads nowhere else.
    const text = new URLSearchParams(query).toString();
    const search = { list: path, name, query: text, shared: shared !== undefined };
    const called = await desk.users.favourites.keep(caller, search);
    const back = text === '' ? path : `${path}?${text}`;
    return desk.done(c, back, { kind: 'success', text: t('list.kept', { name: called }) });
  });

  web.post(`${path}/favourites/remove`, async (c) => {
    const { caller, t } = await desk.staff(c);
    const { id } = readForm(c, RemoveForm);
    await desk.users.favourites.remove(caller, id);
    return desk.done(c, path, { kind: 'success', text: t('list.keep.removed') });
  });
}
