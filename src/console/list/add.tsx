import { z } from 'zod';
import { readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { listScript } from '../files.ts';
import { ActionMenu } from '../parts/action-menu.tsx';
import { ListBody } from './body.tsx';
import type { DeclaredList, Which } from './declared.ts';
import { csvOf } from './export.ts';
import { Pager } from './pager.tsx';
import { SearchBox } from './search-box.tsx';
import { selectionFields, whichOf } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { type ListState, queryOf, readState } from './state.ts';

/** Says what a list is for one reader; refuses whoever may not see it. */
type Declare<Row> = (staff: Staff) => Promise<DeclaredList<Row>>;

/** A list as a page, and as a file: of all that match (GET) and of what is selected (POST), below `/export`. */
export function addList<Row>(web: Web, desk: Desk, path: string, declare: Declare<Row>): void {
  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    return showList(desk, c, staff, await declare(staff));
  });
  web.get(`${path}/export`, async (c) => {
    const staff = await desk.staff(c);
    const list = await declare(staff);
    return sendFile(c, staff, list, readState(queryIn(c), list));
  });
  web.post(`${path}/export`, async (c) => {
    const staff = await desk.staff(c);
    const list = await declare(staff);
    const selection = await readForm(c.req.raw, z.object(selectionFields));
    return sendFile(c, staff, list, whichOf(selection, list));
  });
}

function queryIn(c: WebContext): URLSearchParams {
  return new URL(c.req.url).searchParams;
}

async function showList<Row>(desk: Desk, c: WebContext, staff: Staff, list: DeclaredList<Row>): Promise<Response> {
  const state = readState(queryIn(c), list);
  const grouped =
    state.group !== undefined && list.countGroups ? await list.countGroups(state, state.group) : undefined;
  const [page, count] = await Promise.all([
    grouped ? undefined : list.read(state, state.sort, state.turn),
    list.count(state),
  ]);
  const shared = { t: staff.t, list, state };
  return desk.show(c, staff, {
    title: list.title,
    buttons: list.buttons,
    gear: <ListMenu {...shared} />,
    search: (
      <>
        <SearchBox {...shared} />
        <SelectionBar {...shared} count={count} />
      </>
    ),
    pager: <Pager {...shared} page={page} count={count} />,
    body: <ListBody {...shared} page={page} groups={grouped} />,
    scripts: [listScript],
  });
}

function ListMenu<Row>({ t, list, state }: { t: Staff['t']; list: DeclaredList<Row>; state: ListState }) {
  const query = queryOf(list, state).toString();
  const href = `${list.path}/export${query && `?${query}`}`;
  return <ActionMenu label={t('list.menu')} actions={list.exports ? [{ text: t('list.export'), href }] : []} />;
}

function sendFile<Row>(c: WebContext, { t }: Staff, list: DeclaredList<Row>, which: Which): Response {
  if (!list.exports) throw new Refusal('forbidden', {});
  const name = list.path.slice(list.path.lastIndexOf('/') + 1);
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  c.header('Content-Language', t.language);
  return c.body(csvOf(list, which));
}
