import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signedIn } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';
import { refuses } from '../refuses.ts';
import { eventsIn } from './record-file.ts';

const path = '/settings/technical/audit';

describe('whom the audit record names in the console', () => {
  let opened: Opened;
  let staff: Visitor;
  before(async () => {
    opened = await openPages();
    await opened.confirmed({ login: 'clara', role: 'access', password: oldPassword });
    staff = await opened.signedIn('clara');
  });
  after(() => opened.close());

  it('takes nobody for the machine, or for somebody who was erased, whatever their login says', async () => {
    const { app, operator } = opened;
    for (const login of ['Command line: root', 'Rekey itself', 'system']) {
      const actor = signedIn(await opened.adopted({ login, role: 'access' }));
      const { id } = await app.users.create(actor, { login: `made.by.${login.length}`, name: 'Made' });
      const of = async (who: string) => {
        const { body } = await staff.get(`${path}?search=${id}&columns=actor`);
        return body.includes(`<span class="tag tag-quiet">${who}</span>`);
      };
      assert.equal(await of('Command line'), false);
      const csv = (await staff.get(`${path}/export?search=${id}`)).body;
      assert.ok(csv.includes(`,${login},user,`), csv);
      await app.users.archive(operator, id);
      assert.equal(await of('Command line'), true);
      assert.match((await staff.get(`${path}/export?search=${id}`)).body, /,Command line: root,operator,/);
    }
    const { id } = await app.users.create(operator, { login: 'to.erase', name: 'Erased' });
    const pseudonym = `deleted-${id.slice(-8)}`;
    const edit = { change: { login: pseudonym } };
    await refuses(app.users.edit(operator, id, edit), 'login_malformed');
    await refuses(app.users.create(operator, { login: pseudonym, name: 'Not erased' }), 'login_malformed');
    await opened.adopted({ login: 'deleted-01234567' });
    const erased = async (name: string) =>
      new RegExp(`${name} ?<span class="tag tag-quiet">Deleted user`).test(
        (await staff.get(`${path}?search=${name}`)).body,
      );
    await app.users.delete(operator, id);
    assert.deepEqual([await erased(pseudonym), await erased('deleted-01234567')], [true, false]);
  });

  it('finds by the login whoever was deleted, or is called otherwise by now, and leads to all that is recorded of them', async () => {
    const { app, operator } = opened;
    const helper = await app.users.create(operator, { login: 'Helper.Gone', name: 'Helper', role: 'helpdesk' });
    const target = await app.users.create(operator, { login: 'helped', name: 'Helped' });
    await app.users.edit(signedIn({ ...helper, role: 'access' }), target.id, { change: { name: 'Helped more' } });
    await app.users.edit(operator, helper.id, { change: { login: 'helper.later' } });
    await app.users.delete(operator, helper.id);
    const found = async (search: string) =>
      eventsIn((await staff.get(`${path}/export?search=${search}&as=json`)).body).map(({ event }) => event);
    const all = ['user.deleted', 'user.edited', 'user.edited', 'user.created'];
    assert.deepEqual(await found('helper.gone'), all.slice(1));
    assert.deepEqual(await found(helper.id), all);
    const [deletion] = (await app.audit.list(operator, { event: 'user.deleted', limit: 1 })).items;
    const { body } = await staff.get(`${path}/${deletion?.id}`);
    assert.ok(body.includes(`href="${path}?search=${helper.id}"`));
    assert.ok(!body.includes(`href="/settings/users/${helper.id}"`));
    assert.match((await staff.get(path)).body, /placeholder="Login \(also a former one\)/);
  });

  it('shows what is not seen, and the domain that machines go by', async () => {
    const { app, operator } = opened;
    await opened.adopted({ login: 'ro\u200bot\u202e', role: 'access' });
    const made = await opened.adopted({ login: 'lookalike' });
    const actor = signedIn(await app.users.named('ro\u200bot\u202e'));
    await app.users.edit(actor, made.id, { change: { email: 'carl@\u0435xample.com' } });
    const { text } = await staff.get(`${path}?search=lookalike`);
    assert.match(text, /ro‹U\+200B›ot‹U\+202E›/);
    assert.match(text, /c…@\u0435xample\.com \(xn--xample-2of\.com\)/);
    assert.doesNotMatch(text, /[\u200b\u202e]/);
    await refuses(app.users.create(operator, { login: 'ro\u200bot', name: 'Root' }), 'login_malformed');
    await refuses(app.users.edit(operator, made.id, { change: { login: 'look\u00a0alike' } }), 'login_malformed');
  });
});
