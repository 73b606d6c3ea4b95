import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm } from '../parts/index.ts';
import { arrowId, serverPath, serversPath } from './paths.ts';
import { asOnPage, type Sent, ServerForm, toInput } from './server-input.ts';
import { serverPage } from './server-page.tsx';
import { serversPage } from './servers-page.tsx';

/** Outgoing mail servers: the list and its order, one server, its tests, and the switch for all mail. */
export function addServers(web: Web, desk: Desk): void {
  web.get(serversPath, async (c) => serversPage(desk, c, await desk.staff(c)));
  web.get(`${serversPath}/new`, async (c) => serverPage(desk, c, await whoChanges(desk, c), undefined));
  web.post(`${serversPath}/new`, async (c) => save(desk, c, await desk.staff(c), undefined));
  web.post(`${serversPath}/order`, async (c) => order(desk, c, await desk.staff(c)));
  web.post(`${serversPath}/mail`, async (c) => switchMail(desk, c, await desk.staff(c)));
  web.get(`${serversPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    return serverPage(desk, c, staff, await desk.mail.servers.read(staff.caller, c.req.param('id')));
  });
  web.post(`${serversPath}/:id`, async (c) => save(desk, c, await desk.staff(c), c.req.param('id')));
  web.post(`${serversPath}/:id/test`, async (c) => test(desk, c, await desk.staff(c), c.req.param('id')));
  web.get(`${serversPath}/:id/delete`, async (c) => askToDelete(desk, c, await whoChanges(desk, c), c.req.param('id')));
  web.post(`${serversPath}/:id/delete`, async (c) => remove(desk, c, await whoChanges(desk, c), c.req.param('id')));
}

/** Whoever may not change servers is not asked how, either. */
async function whoChanges(desk: Desk, c: WebContext): Promise<Staff> {
  const staff = await desk.staff(c);
  await desk.audit.admit(staff.caller, 'mail_servers.change');
  return staff;
}

const expected = ['fields_wrong', 'changed_meanwhile', 'read_only', 'approval_needed'] as const;

/** Saves, and tests if that was asked for: what is tested is what letters will meet. */
async function save(desk: Desk, c: WebContext, staff: Staff, id: string | undefined): Promise<Response> {
  const first = desk.fresh(c, staff);
  if (first) return first;
  const sent = asOnPage(readForm(c, ServerForm));
  const saved = await orRefusal(store(desk, staff, id, sent), ...expected);
  if (saved instanceof Refusal && saved.is('approval_needed')) {
    return desk.done(c, serversPath, askedNow(staff));
  }
  if (saved instanceof Refusal) {
    const server = id === undefined ? undefined : await desk.mail.servers.read(staff.caller, id);
    return serverPage(desk, c, staff, server, { sent, refusal: saved });
  }
  if (sent.act === 'test') return shownTested(desk, c, staff, saved.id, undefined);
  return desk.done(c, serverPath(saved.id), {
    kind: 'success',
    text: staff.t(saved.active ? 'console.server.saved' : 'console.server.saved_off', { name: saved.name }),
  });
}

function store({ mail }: Desk, { caller }: Staff, id: string | undefined, sent: Sent): Promise<ServerRecord> {
  const input = toInput(sent);
  if (id === undefined) return mail.servers.create(caller, input);
  return mail.servers.edit(caller, id, { version: sent.version ?? 0, input });
}

const TestForm = z.object({ act: z.enum(['test', 'send']), to: z.string().trim().max(320) });

async function test(desk: Desk, c: WebContext, staff: Staff, id: string): Promise<Response> {
  const { act, to } = readForm(c, TestForm);
  return shownTested(desk, c, staff, id, act === 'send' ? to : undefined);
}

/** Whoever tests is asked about as the recipient, where no letter is sent. */
async function shownTested(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  id: string,
  to: string | undefined,
): Promise<Response> {
  const { caller, me } = staff;
  const wish = { server: id, to, recipient: me.user.email, reader: me.user };
  const record = await orRefusal(desk.mail.servers.test(caller, wish), 'email_malformed');
  const server = await desk.mail.servers.read(caller, id);
  if (record instanceof Refusal) return serverPage(desk, c, staff, server, { refusal: record, to });
  return serverPage(desk, c, staff, server, { tested: { record, to } });
}

const OrderForm = z.object({
  up: z.string().optional(),
  down: z.string().optional(),
  /** All of them, as they were dragged. */
  ids: z.string().optional(),
});

async function order(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const first = desk.fresh(c, staff);
  if (first) return first;
  const { caller, t } = staff;
  const form = readForm(c, OrderForm);
  const ids = (await desk.mail.servers.list(caller)).map(({ id }) => id);
  const wanted = form.ids?.split(',') ?? stepped(ids, form.up ?? form.down, form.up ? -1 : 1);
  const ordered = await orRefusal(desk.mail.servers.order(caller, wanted), 'approval_needed');
  if (ordered instanceof Refusal) return desk.done(c, whereMoved(ids, form), askedNow(staff));
  return desk.done(c, whereMoved(wanted, form), { kind: 'success', text: t('console.servers.ordered') });
}

/** Back to the arrow that was pressed, or at an end, where it leads no further, to the other one: browsers focus it. */
function whereMoved(ids: readonly string[], { up, down }: z.infer<typeof OrderForm>): string {
  const id = up ?? down;
  if (id === undefined) return serversPath;
  const pressed = up === undefined ? 'down' : 'up';
  const isAtEnd = ids.at(pressed === 'up' ? 0 : -1) === id;
  const other = pressed === 'up' ? 'down' : 'up';
  return `${serversPath}#${arrowId(isAtEnd ? other : pressed, id)}`;
}

/** One place up or down. */
function stepped(ids: readonly string[], id: string | undefined, by: 1 | -1): string[] {
  const from = ids.indexOf(id ?? '');
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) throw new Refusal('changed_meanwhile', {});
  return ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] ?? '');
}

const SwitchForm = z.object({ outgoing_mail: z.enum(['on', 'stopped']) });

async function switchMail(desk: Desk, c: WebContext, staff: Staff): Promise<Response> {
  const first = desk.fresh(c, staff);
  if (first) return first;
  const { outgoing_mail: wanted } = readForm(c, SwitchForm);
  await desk.settings.change(staff.caller, 'outgoing_mail', wanted);
  await desk.mail.catchUp(); // the page that follows has the other button
  const text = staff.t(wanted === 'on' ? 'console.servers.going_on' : 'console.servers.stopped');
  return desk.done(c, serversPath, { kind: wanted === 'on' ? 'success' : 'warning', text });
}

async function askToDelete(desk: Desk, c: WebContext, staff: Staff, id: string): Promise<Response> {
  const { t, caller } = staff;
  const { name } = await desk.mail.servers.read(caller, id);
  const title = t('console.server.delete.title', { name });
  const path = serverPath(id);
  return desk.show(c, staff, {
    title,
    trail: [
      { text: t('console.servers.title'), href: serversPath },
      { text: name, href: path },
    ],
    body: (
      <Confirm
        title={title}
        action={`${path}/delete`}
        yes={t('console.server.delete')}
        danger
        no={t('console.server.cancel')}
        back={path}
      >
        <p>{t('console.server.delete.text')}</p>
      </Confirm>
    ),
  });
}

async function remove(desk: Desk, c: WebContext, staff: Staff, id: string): Promise<Response> {
  const first = desk.fresh(c, staff);
  if (first) return first;
  const { name } = await desk.mail.servers.read(staff.caller, id);
  const removed = await orRefusal(desk.mail.servers.remove(staff.caller, id), 'approval_needed');
  if (removed instanceof Refusal) return desk.done(c, serversPath, askedNow(staff));
  return desk.done(c, serversPath, { kind: 'success', text: staff.t('console.server.deleted', { name }) });
}
