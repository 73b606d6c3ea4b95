import { z } from 'zod';
import { isHead, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { listScript } from '../files.ts';
import { ActionMenu } from '../parts/action-menu.tsx';
import { ListBody } from './body.tsx';
import type { DeclaredList, Which } from './declared.ts';
import { csvOf, jsonOf } from './export.ts';
import { Pager } from './pager.tsx';
import { SearchBox } from './search-box.tsx';
import { selectionFields, whichOf } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { addressOf, type ListState, queryOf, readState } from './state.ts';

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
    const query = queryIn(c);
    const state = readState(query, list);
    return sendFile(desk, c, staff, { list, which: state, as: query.get('as'), back: addressOf(list, state) });
  });
  web.post(`${path}/export`, async (c) => {
    const staff = await desk.staff(c);
    const list = await declare(staff);
    const selection = readForm(c, z.object(selectionFields));
    const back = addressOf(list, readState(new URLSearchParams(selection.list), list));
    return sendFile(desk, c, staff, { list, which: whichOf(selection, list), as: null, back });
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
    body: <ListBody {...shared} page={page} count={count} groups={grouped} />,
    scripts: [listScript],
  });
}

function ListMenu<Row>({ t, list, state }: { t: Staff['t']; list: DeclaredList<Row>; state: ListState }) {
  if (!list.file) return null;
  const query = queryOf(list, state);
  const href = (more: Record<string, string>): string => {
    const all = new URLSearchParams([...query, ...Object.entries(more)]).toString();
    return `${list.path}/export${all && `?${all}`}`;
  };
  const csv = { text: t('list.export'), href: href({}) };
  const json = list.file.json && { text: t('list.export.json'), href: href({ as: 'json' }) };
  return <ActionMenu label={t('list.menu')} actions={json ? [csv, json] : [csv]} />;
}

interface Wanted<Row> {
  list: DeclaredList<Row>;
  which: Which;
  as: string | null;
  /** The list as it was shown. */
  back: string;
}

async function sendFile<Row>(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { list, which, as, back }: Wanted<Row>,
): Promise<Response> {
  const { file, path } = list;
  if (!file) {
    await desk.audit.admit(staff.caller, 'users.export'); // which whoever is offered no file lacks
    throw new Refusal('not_found', {});
  }
  const first = file.risky ? desk.fresh(c, staff, { back }) : undefined;
  if (first) return first;
  await file.note(which, isHead(c));
  const json = as === 'json' ? file.json : undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  c.header('Content-Type', json ? 'application/jsonl; charset=utf-8' : 'text/csv; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}.${json ? 'jsonl' : 'csv'}"`);
  c.header('Content-Language', staff.t.language);
  const stillIn = desk.stillIn(staff);
  return c.body(json ? jsonOf(list, which, { json, stillIn }) : csvOf(list, which, stillIn));
}
