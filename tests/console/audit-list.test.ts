import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, type EventName } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';
import { eventsIn } from './record-file.ts';

const path = '/settings/technical/audit';

describe('the audit record in the console', () => {
  let opened: Opened;
  let staff: Visitor;
  before(async () => {
    opened = await openPages();
    await opened.confirmed({ login: 'clara', role: 'access', password: oldPassword });
    staff = await opened.signedIn('clara');
    const { id } = await opened.adopted({ login: 'mara', name: 'Mara', email: 'mara@example.com' });
    await opened.app.users.edit(opened.operator, id, { change: { role: 'helpdesk' } });
    await opened.app.users.archive(opened.operator, id);
  });
  after(() => opened.close());

  it('tells in words what happened, and old and new beside each other', async () => {
    const { text } = await staff.get(`${path}?filter=event:users&search=mara`);
    assert.match(text, /User archived/);
    assert.match(text, /User edited.*Role: User → Help desk/);
    assert.doesNotMatch(text, /user\.edited|role_before|"role/);
  });

  it('tells the same on the tab of the user', async () => {
    const mara = (await opened.app.users.named('mara')).id;
    const { text } = await staff.get(`/settings/users/${mara}?tab=history`);
    assert.match(text, /User edited ?Command line root/);
    assert.match(text, /Role: User → Help desk/);
  });

  it('takes nobody for the command line whose login is that of the machine’s user', async () => {
    const root = await opened.adopted({ login: 'root', name: 'Root', role: 'access' });
    const { id } = await opened.adopted({ login: 'nora', email: 'nora@example.com' });
    await opened.app.resets.send(signedIn(root), id, {});
    const [reset] = await opened.app.resets.latest(opened.operator, 1, id);
    await opened.app.resets.cancel(opened.operator, reset?.id ?? '');
    const { body } = await staff.get(`${path}/export?filter=event:resets&search=nora`);
    const actors = body
      .split('\r\n')
      .map((line) => [/asked|cancelled/.exec(line)?.[0], /Command line: root/.test(line)]);
    assert.ok(actors.some(([what, isCommand]) => what === 'cancelled' && isCommand));
    assert.ok(actors.some(([what, isCommand]) => what === 'asked' && !isCommand));
    const timeline = (await staff.get(`/settings/resets/${reset?.id}`)).body;
    assert.match(timeline, /<span class="tag tag-quiet">Command line<\/span> root/);
    assert.match(timeline, /<p class="step-line">root, from 192\.0\.2\.1/);
  });

  it('has words for the names of details and for what they say', async () => {
    const { text } = await staff.get(`${path}?filter=event:sessions`);
    assert.match(text, /Signed in.*How: with the password/);
    await opened.app.resets.ask(strangerAt('192.0.2.7'), { login: 'nobody-of-that-name' });
    await opened.app.resets.decide();
    const decided = await staff.get(`${path}?filter=event:resets`);
    assert.match(decided.text, /Decision: no letter · Reason: No user has this login or email/);
  });

  it('goes into a file with the filters that are on, for spreadsheets and for programs', async () => {
    const list = await staff.get(`${path}?filter=event:users`);
    assert.match(list.body, /href="\/settings\/technical\/audit\/export\?filter=event%3Ausers&amp;as=json"/);
    const json = await staff.get(`${path}/export?filter=event:users&as=json`);
    assert.match(json.headers.get('content-disposition') ?? '', /filename="audit.jsonl"/);
    assert.deepEqual(
      eventsIn(json.body).map(({ event }) => event),
      ['user.archived', 'user.edited'],
    );
    const csv = await staff.get(`${path}/export?filter=event:users`);
    assert.equal(csv.body.trim().split('\r\n').length, 3);
    const [taken] = eventsIn((await staff.get(`${path}/export?filter=event:record&as=json`)).body);
    assert.deepEqual([taken?.event, taken?.details], ['audit.exported', { list: 'audit', filter: 'event:record' }]);
  });

  it('is a file with a name of ours, whatever was asked for, and leaves no event while it is not taken', async () => {
    const exported = async () => eventsIn((await staff.get(`${path}/export?filter=event:record&as=json`)).body).length;
    const earlier = await exported();
    for (const asked of ['a%22;filename=%22x.exe', '%0d%0aX-Evil:1', '../../etc/passwd&filename=x.exe']) {
      const answer = await staff.request(`${path}/export?search=${asked}`, { method: 'HEAD' });
      assert.deepEqual([answer.status, answer.body], [200, '']);
      assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="audit.csv"');
    }
    const whole = await staff.request(`${path}/export?as=json`, { method: 'HEAD' });
    assert.equal(whole.headers.get('content-disposition'), 'attachment; filename="audit.jsonl"');
    assert.equal(await exported(), earlier + 1, 'only what was taken before is there');
  });

  it('names a changed setting as General Settings does, and in a file by its key', async () => {
    await opened.app.settings.change(opened.operator, 'link_life', 2 * 60 * 60_000);
    const { text } = await staff.get(`${path}?filter=event:settings`);
    assert.match(text, /Setting changed.*A reset link holds.*Value: 1 day → 2 hours/);
    assert.doesNotMatch(text, /link_life/);
    const { body } = await staff.get(`${path}/export?filter=event:settings`);
    assert.match(body, /setting\.changed.*link_life/);
  });

  it('takes no detail for a setting because it has the name of one', async () => {
    const entry = { event: 'session.opened', details: { outgoing_mail: 'neither' } } as const;
    await opened.app.database.write((tx) => opened.app.audit.record(tx, opened.operator, entry));
    assert.match((await staff.get(path)).text, /: neither/);
  });

  it('tells what an earlier release recorded by its name', async () => {
    const event = 'former.event' as EventName;
    await opened.app.database.write((tx) => opened.app.audit.record(tx, opened.operator, { event }));
    assert.match((await staff.get(path)).text, /former\.event/);
  });

  it('leads from an event to its reset for as long as that is kept', async () => {
    const { app, clock, operator } = opened;
    await app.resets.ask(strangerAt('192.0.2.1'), { login: 'nobody here' });
    await app.resets.decide();
    const { items } = await app.audit.list(operator, { event: 'reset.decided', limit: 1 });
    const page = async (): Promise<string> => (await staff.get(`${path}/${items[0]?.id}`)).body;
    const link = `href="/settings/resets/${items[0]?.reset_id}"`;
    assert.ok((await page()).includes(link));
    clock.advance(31 * day);
    await app.resets.sweep(createPiecemeal(app));
    staff = await opened.signedIn('clara');
    assert.ok(!(await page()).includes(link));
    assert.match(await page(), /which is not kept any more/);
  });

  it('has words for a bulk action, and for the key of a program', async () => {
    const { app, clock, operator } = opened;
    const clara = await app.users.named('clara');
    const { id } = await opened.adopted({ login: 'ida', email: 'ida@example.com' });
    const expiresAt = clock.now() + day;
    const { key } = await app.apiKeys.create(signedIn(clara), clara.id, {
      name: 'Sync',
      scopes: ['users:write'],
      expiresAt,
    });
    await app.users.edit(await app.apiKeys.identify(strangerAt('192.0.2.3'), key), id, { change: { name: 'Ida' } });
    await app.resets.startBulk(operator, { action: 'archive', users: { search: 'ida', filters: [] } });
    const { text } = await staff.get(path);
    assert.match(text, /API key: [\w-]+ · Name of the API key: Sync/);
    assert.match(text, /Bulk action started.*Archive/);
    assert.doesNotMatch(text, /users\.archive|api_key_name/);
  });
});
