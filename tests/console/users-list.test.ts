import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Answer, Visitor } from '../pages/visitor.ts';

let opened: Opened;
let staff: Visitor;
before(async () => {
  opened = await openPages();
  const clerk = { login: 'clara', name: 'Clara Clerk', email: 'clara@lumen.example' };
  await opened.confirmed({ ...clerk, role: 'access', password: oldPassword });
  await opened.confirmed({ login: 'hal', name: 'Hal Helper', role: 'helpdesk', password: oldPassword });
  for (let number = 100; number < 270; number++) {
    await opened.adopted({ login: `p${number}`, name: `Person ${number}`, email: `p${number}@lumen.example` });
  }
  await opened.adopted({ login: '=cmd;"=3+3', name: '\u202e+Formula, "Fay";=2+2', state: 'archived' });
  staff = await opened.signedIn('clara');
});
after(() => opened.close());

const rowsOf = (body: string): string[] =>
  [...body.matchAll(/<td data-column="login"[^>]*>(.*?)<\/td>/g)].map(([, login = '']) =>
    login.replaceAll(/<[^>]*>/g, ''),
  );

describe('the list of users', () => {
  it('shows whoever is not archived, by name, page by page', async () => {
    const first = await staff.get('/settings/users');
    assert.equal(first.status, 200);
    assert.match(first.text, /Not archived.*1–80 \/ 172/);
    const shown = rowsOf(first.body);
    assert.deepEqual(shown.slice(0, 3), ['clara', 'hal', 'p100']);
    const next = /href="([^"]*)"[^>]*data-key="N"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await staff.get(next);
    assert.match(second.text, /81–160 \/ 172/);
    const last = await staff.get('/settings/users?last=');
    assert.match(last.text, /93–172 \/ 172/);
    assert.equal(rowsOf(last.body).at(-1), 'p269');
  });

  it('is left for a person’s page, which leads to the ones around in the same order, and back', async () => {
    const address = '/settings/users?search=p1&sort=-login';
    const hrefIn = (body: string, before: RegExp): string =>
      new RegExp(`${before.source}href="([^"]*)"`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const turn = (body: string, key: string): string =>
      new RegExp(`href="([^"]*)"[^>]*data-key="${key}"`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { body } = await staff.get(address);
    const first = await staff.get(hrefIn(body, /<a class="list-link" /));
    assert.match(first.text, /Person 199/);
    assert.match(first.text, /1 \/ 100/);
    assert.equal(turn(first.body, 'P'), '', 'nobody is before the first');
    const second = await staff.get(turn(first.body, 'N'));
    assert.match(second.text, /Person 198.*2 \/ 100/);
    const tab = await staff.get(
      /href="([^"]*tab=preferences[^"]*)"/.exec(second.body)?.[1]?.replaceAll('&amp;', '&') ?? '',
    );
    assert.match(tab.text, /2 \/ 100/);
    assert.match(tab.body, /href="\/settings\/users\?search=p1&amp;sort=-login"/);
    assert.match((await staff.get(turn(tab.body, 'P'))).text, /Person 199.*1 \/ 100/);
    const third = await staff.get(turn(tab.body, 'N'));
    const last = await staff.get(hrefIn((await staff.get(`${address}&last=`)).body, /<a class="list-link" /));
    assert.match(third.text, /Person 197.*3 \/ 100/);
    assert.match(last.text, /Person 179.*21 \/ 100/);
  });

  it('has its place kept through the Action menu, and is shown as it was when somebody is deleted', async () => {
    const user = await opened.adopted({ login: 'leaving', name: 'Leaving Soon', email: 'leaving@example.com' });
    const address = '/settings/users?search=leaving&filter=active&filter=archived';
    const linkIn = (body: string, words: string): string =>
      new RegExp(`(?:href|action)="([^"]*${words}[^"]*)"`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    let page = await staff.get(linkIn((await staff.get(address)).body, user.id));
    for (const act of ['send-reset', 'archive', 'unarchive', 'end-sessions', 'cancel-links', 'remove-factors']) {
      const asked = await staff.get(linkIn(page.body, `/${act}`));
      assert.ok(asked.body.includes(`href="${address.replaceAll('&', '&amp;')}"`), act);
      const once = /name="once" value="([^"]*)"/.exec(asked.body)?.[1] ?? '';
      const done = await staff.post(linkIn(asked.body, `/${act}`), { once, identity_check: 'known' });
      assert.equal(done.status, 303, act);
      page = await staff.get(done.location ?? '');
      assert.match(page.text, /Leaving Soon.*1 \/ 1/, act);
    }
    const asked = await staff.get(linkIn(page.body, '/delete'));
    assert.equal((await staff.post(linkIn(asked.body, '/delete'), {})).location, address);
  });

  it('is found by what is searched for, filtered and sorted by its address', async () => {
    assert.deepEqual(rowsOf((await staff.get('/settings/users?search=p13')).body).slice(0, 2), ['p130', 'p131']);
    assert.deepEqual(rowsOf((await staff.get('/settings/users?filter=archived')).body), ['=cmd;&quot;=3+3']);
    assert.deepEqual(rowsOf((await staff.get('/settings/users?filter=role:helpdesk')).body), ['hal']);
    assert.deepEqual(rowsOf((await staff.get('/settings/users?sort=-login&search=person')).body)[0], 'p269');
    assert.match((await staff.get('/settings/users?search=nobody')).text, /Nothing matches/);
  });

  it('is grouped, and each group leads to its own rows', async () => {
    const { text, body } = await staff.get('/settings/users?group=role');
    assert.match(text, /User170.*Help desk1.*Access Rights1/);
    assert.match(body, /href="\/settings\/users\?filter=active&amp;filter=role%3Ahelpdesk"/);
  });

  it('is grouped by more companies than a menu offers, and each leads to its own people; what is no filter means nobody', async () => {
    const help = { name: 'Help', phone: undefined, email: undefined, page: undefined };
    const company = (number: number) => ({ name: `Company ${number}`, language: 'en', help });
    const { database, users } = opened.app;
    const made: string[] = [];
    for (let number = 11; number < 30; number++)
      made.push((await database.write((tx) => users.createCompany(tx, company(number)))).id);
    const member = await opened.adopted({ login: 'of-the-last', state: 'archived', companyId: made.at(-1) ?? '' });
    const { body } = await staff.get('/settings/users?group=company&filter=archived');
    const [, group = ''] = /href="([^"]*)"[^>]*>(?:(?!<\/a>).)*Company 29/.exec(body) ?? [];
    const shown = await staff.get(group.replaceAll('&amp;', '&'));
    assert.deepEqual(rowsOf(shown.body), ['of-the-last']);
    assert.match(shown.text, /Company 29/, 'the list tells what it is narrowed to');
    const [, list = ''] = /name="list" value="([^"]*)"/.exec(shown.body) ?? [];
    const asked = await staff.post('/settings/jobs/new/unarchive', { all: 'on', list: list.replaceAll('&amp;', '&') });
    assert.match(asked.text, /1 user/);
    const unknown = { all: 'on', list: 'filter=company:nobody' };
    assert.equal((await staff.post('/settings/jobs/new/unarchive', unknown)).status, 400);
    await users.delete(opened.operator, member.id);
  });

  it('goes into a file: all that match, or what is selected, and no formula in it', async () => {
    const { body, headers } = await staff.get('/settings/users/export?filter=archived&columns=name');
    assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="users.csv"$/);
    const [head, row] = body.split('\r\n');
    assert.equal(head, 'Name,Login,Email,Role,Language,Company,Status,Latest sign-in,Last reset,Created');
    assert.match(row ?? '', /^"'\+Formula, ""Fay"";'=2\+2","'=cmd;""'=3\+3",,User,English,Lumen,Archived,/);
    assert.equal((await staff.get('/settings/users/export')).body.trim().split('\r\n').length, 173);
    const [first = ''] =
      /[0-9a-f-]{36}(?=" aria-label="Select Person 100)/.exec((await staff.get('/settings/users')).body) ?? [];
    const one = await staff.post('/settings/users/export', { id: first });
    assert.equal(one.body.trim().split('\r\n').length, 2);
    const all = await staff.post('/settings/users/export', { id: first, all: 'on', list: 'search=p1' });
    assert.equal(all.body.trim().split('\r\n').length, 101);
  });

  it('asks for the own password before it goes into a file, and records that it went', async () => {
    const { items } = await opened.app.audit.list(opened.operator, { event: 'list.exported' });
    assert.equal(items.length, 4);
    assert.deepEqual(items.at(-1)?.details, { list: 'users', filter: 'archived' });
    opened.clock.advance(11 * minute);
    const { status, location } = await staff.get('/settings/users/export?filter=archived');
    assert.equal(status, 303);
    assert.match(location ?? '', /^\/web\/confirm_password\?to=/);
    const kept = await staff.post('/settings/users/export', { id: 'x' });
    assert.deepEqual([kept.status, kept.headers.get('content-disposition')], [307, null]);
    staff = await opened.signedIn('clara');
  });

  it('leads from the password to a page that has the file, and back to the list', async () => {
    const confirmed = async (asked: Answer): Promise<Answer> => {
      const waiting = /name="waiting" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
      return staff.post('/web/confirm_password', { own_password: oldPassword, waiting });
    };
    opened.clock.advance(11 * minute);
    const { location } = await staff.get('/settings/users/export?filter=archived');
    const offered = await confirmed(await staff.get(location ?? ''));
    assert.equal(offered.status, 200);
    assert.match(offered.body, /href="\/settings\/users\?filter=archived"/);
    assert.match(offered.body, /href="\/settings\/users\/export\?filter=archived"/);
    assert.equal((await staff.get('/settings/users/export?filter=archived')).body.trim().split('\r\n').length, 2);

    opened.clock.advance(11 * minute);
    const form = { id: 'none', all: 'on', list: 'search=p1' };
    const sentOn = await staff.post('/settings/users/export', form);
    const selected = await confirmed(await staff.post(sentOn.location ?? '', form));
    assert.match(selected.body, /href="\/settings\/users\?search=p1"/);
    assert.match(selected.body, /name="list" value="search=p1"/);
    assert.equal((await staff.post('/settings/users/export', form)).body.trim().split('\r\n').length, 101);
  });

  it('is exported by nobody who may not', async () => {
    const helper = await opened.signedIn('hal');
    assert.equal((await helper.get('/settings/users')).status, 200);
    assert.equal((await helper.get('/settings/users/export')).status, 403);
    assert.doesNotMatch((await helper.get('/settings/users')).body, /\/export/);
  });

  it('parts a long login between its words, and an email after its @ first', async () => {
    const login = 'maximiliana.von_rabenfels';
    await opened.adopted({ login, name: 'Maximiliana', email: `${login}@lumen.example` });
    const { id } = await opened.app.users.named(login);
    const list = await staff.get(`/settings/users?search=${login}`);
    assert.match(list.body, /<span>maximiliana\.<wbr\/>von_<wbr\/>rabenfels<\/span>/);
    const asked = await staff.get(`/settings/resets/why?address=${login}`);
    assert.match(
      asked.body,
      /<span>maximiliana\.<wbr\/>von_<wbr\/>rabenfels@<\/span><wbr\/><span>lumen\.<wbr\/>example/,
    );
    await opened.app.users.archive(opened.operator, id);
  });
});
