import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { day, hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { tokenIn } from '../installation.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';

describe('a user in the console', () => {
  let home: Opened;
  let chief: Visitor;
  let names = 0;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'chief', name: 'Chief', password: oldPassword, role: 'settings' });
    await home.confirmed({ login: 'helper', name: 'Helper', password: oldPassword, role: 'helpdesk' });
    chief = await home.signedIn('chief');
  });
  after(() => home.close());

  const somebody = (user: Partial<User> = {}) => {
    const login = `user-${++names}`;
    return home.adopted({ login, name: `Person ${names}`, email: `${login}@example.com`, ...user });
  };
  const path = (user: User, more = '') => `/settings/users/${user.id}${more}`;
  const field = (body: string, name: string): string =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(body)?.[1] ?? '';
  const now = (user: User) => home.app.users.byId(home.app.database.read, user.id);

  it('has a form with tabs and an Action menu of exactly what can be done', async () => {
    const user = await somebody();
    const { body, text } = await chief.get(path(user));
    assert.match(body, /aria-current="step">Confirmed/);
    const actions = [...body.matchAll(/data-dialog="">([^<]+)</g)].map(([, words]) => words);
    assert.deepEqual(actions, [
      'Send Password Reset Instructions',
      'Archive',
      'End sessions',
      'Cancel links',
      'Remove second factors',
      'Delete',
    ]);
    for (const tab of ['Access Rights', 'Preferences', 'Security', 'Resets', 'History']) assert.ok(text.includes(tab));
    for (const tab of ['preferences', 'security', 'resets', 'history']) {
      assert.equal((await chief.get(path(user, `?tab=${tab}`))).status, 200, tab);
    }
    const helper = await home.signedIn('helper');
    const seen = await helper.get(path(user));
    assert.deepEqual(
      [...seen.body.matchAll(/data-dialog="">([^<]+)</g)].map(([, words]) => words),
      ['Send Password Reset Instructions', 'Cancel links'],
    );
    const own = (page: string): string => page.slice(page.indexOf('<main'));
    assert.ok(own(body).includes('>Save<') && !own(seen.body).includes('>Save<'));
    assert.equal((await helper.get(path(user, '?tab=history'))).status, 403);
    assert.equal((await chief.get('/settings/users/nobody')).status, 404);
  });

  it('is saved, and shows what is wrong with which field', async () => {
    const user = await somebody();
    const version = field((await chief.get(path(user))).body, 'version');
    const form = {
      version,
      tab: 'preferences',
      name: 'Renamed',
      login: user.login,
      language: 'de',
      time_zone: 'Asia/Tokyo',
    };
    const wrong = await chief.post(path(user), { ...form, email: 'no address' });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.body.includes('value="no address"') && wrong.text.includes('This is not an email address'));
    const saved = await chief.post(path(user), { ...form, email: user.email ?? '' });
    assert.equal(saved.location, path(user, '?tab=preferences'));
    assert.ok((await chief.get(saved.location ?? '')).text.includes('Renamed was saved.'));
    assert.deepEqual([(await now(user))?.language, (await now(user))?.timeZone], ['de', 'Asia/Tokyo']);
  });

  it('shows both sides to whoever was overtaken, and overwrites only what they then save', async () => {
    const user = await somebody();
    const version = field((await chief.get(path(user))).body, 'version');
    await home.app.users.edit(home.operator, user.id, { change: { name: 'Theirs' } });
    const mine = { version, tab: 'access', name: 'Mine', login: user.login, email: user.email ?? '' };
    const both = await chief.post(path(user), mine);
    assert.equal(both.status, 409);
    assert.match(both.body, /<td data-head="There now">Theirs<\/td>\s*<td data-head="You entered">Mine<\/td>/);
    assert.equal((await now(user))?.name, 'Theirs');
    const again = await chief.post(path(user), { ...mine, version: field(both.body, 'version') });
    assert.equal(again.status, 303);
    assert.equal((await now(user))?.name, 'Mine');
  });

  it('shares an email only after the box was ticked', async () => {
    const [one, two] = [await somebody(), await somebody()];
    const version = field((await chief.get(path(one))).body, 'version');
    const form = { version, tab: 'access', name: one.name, login: one.login, email: two.email ?? '' };
    const asked = await chief.post(path(one), form);
    assert.equal(asked.status, 422);
    assert.ok(asked.body.includes('name="share_email"'));
    assert.equal((await chief.post(path(one), { ...form, share_email: 'on' })).status, 303);
    assert.ok((await chief.get(path(one))).text.includes('Other active users have the same email address'));
  });

  it('is given a role only after the password, and nothing of the form is lost', async () => {
    const user = await somebody();
    const browser = await home.signedIn('chief');
    home.clock.advance(11 * minute);
    const version = field((await browser.get(path(user))).body, 'version');
    const form = {
      version,
      tab: 'access',
      name: user.name,
      login: user.login,
      email: user.email ?? '',
      role: 'helpdesk',
    };
    const first = await browser.post(path(user), form);
    assert.equal(first.status, 307);
    const asked = await browser.post(first.location ?? '', form);
    const waiting = field(asked.body, 'waiting');
    const saved = await browser.post('/web/confirm_password', { own_password: oldPassword, waiting });
    assert.equal(saved.location, path(user, '?tab=access'));
    assert.equal((await now(user))?.role, 'helpdesk');
    chief = browser;
  });

  it('is reached elsewhere, if of the staff, or loses second factors only after the password', async () => {
    const [helper, user] = [await somebody({ role: 'helpdesk' }), await somebody()];
    const browser = await home.signedIn('chief');
    home.clock.advance(11 * minute);
    const asksFirst = async (address: string, form: Record<string, string>) => {
      const { status, location } = await browser.post(address, form);
      return status === 307 && location?.startsWith('/web/confirm_password');
    };
    const moved = ({ name, login }: User) => ({
      version: '1',
      tab: 'access',
      name,
      login,
      email: `new-${login}@example.com`,
    });
    assert.ok(await asksFirst(path(helper), moved(helper)));
    assert.equal((await now(helper))?.email, helper.email);
    assert.ok(await asksFirst(path(helper), { ...moved(helper), email: helper.email ?? '', login: 'signs-in-anew' }));
    const { id: other } = await home.app.users.saveCompany(home.operator, {
      form: { name: 'Another', help: { name: 'Desk' } },
    });
    const elsewhere = { ...moved(helper), email: helper.email ?? '', company: other };
    assert.ok(await asksFirst(path(helper), elsewhere), 'letters come from there');
    assert.ok(!(await asksFirst(path(helper), { ...elsewhere, company: helper.companyId })));
    assert.ok(!(await asksFirst(path(user), moved(user))), 'who is no staff has nothing to take over');
    assert.ok(await asksFirst(path(user, '/remove-factors'), { identity_check: 'known' }));
    const [company] = await home.app.users.listCompanies(home.operator);
    const form = {
      version: String(company?.version),
      name: 'Lumen',
      language: 'en',
      base_url: 'https://elsewhere.example',
    };
    assert.ok(await asksFirst(`/settings/companies/${company?.id}`, form));
    assert.ok(await asksFirst('/settings/companies/new', form));
    chief = await home.signedIn('chief');
  });

  it('F-44 gets reset instructions once, however often the button is pressed, and one is told how it goes on', async () => {
    const user = await somebody();
    const page = await chief.get(path(user, '/send-reset'));
    assert.ok(page.text.includes(user.name) && page.text.includes(user.email ?? ''));
    assert.ok(!page.body.includes('checked'), 'no identity check is chosen beforehand');
    const form = { once: field(page.body, 'once'), identity_check: 'called_back', note: 'Ticket 7' };
    const pressed = [
      await chief.post(path(user, '/send-reset'), form),
      await chief.post(path(user, '/send-reset'), form),
    ];
    assert.deepEqual(
      pressed.map(({ location }) => location),
      [path(user), path(user)],
    );
    assert.equal((await home.letters(user.email ?? '')).length, 1);
    const told = await chief.get(path(user));
    const live = /data-live="([^"]+)"/.exec(told.body)?.[1] ?? '';
    assert.deepEqual(JSON.parse((await chief.get(live)).body), {
      kind: 'success',
      text: `Password reset instructions have been sent to ${user.email}`,
      settled: true,
    });
    const [reset] = await home.app.resets.latest(home.operator, 1, user.id);
    const record = await home.app.resets.describe(home.operator, reset?.id ?? '');
    assert.deepEqual([record?.identity_check, record?.note], ['called_back', 'Ticket 7']);
    assert.equal((await chief.post(path(user, '/send-reset'), { once: 'forged' })).status, 400);
  });

  it('demands an identity check where the settings do, and takes a code that was read back', async () => {
    await home.app.settings.change(home.operator, 'identity_check_user', true);
    const user = await somebody();
    const page = await chief.get(path(user, '/send-reset'));
    const once = field(page.body, 'once');
    const send = (form: Record<string, string>) => chief.post(path(user, '/send-reset'), { once, ...form });
    assert.equal((await send({})).status, 422);
    const mailed = await send({ mail_code: 'yes' });
    assert.ok(mailed.text.includes('A code is on its way to'));
    const [letter] = await home.letters(user.email ?? '');
    const code = /\b(\d{3} \d{3})\b/.exec(letter?.text ?? '')?.[1] ?? '';
    const wrong = await send({ identity_check: 'code', identity_code: '12' });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.text.includes('This is not the code'));
    assert.equal((await send({ identity_check: 'code', identity_code: code })).status, 303);
    const remove = (form: Record<string, string>) => chief.post(path(user, '/remove-factors'), form);
    assert.equal((await remove({ note: 'Lost' })).status, 422);
    const asked = await remove({ identity_check: 'code', identity_code: code, note: 'Lost' });
    assert.deepEqual([asked.status, asked.text.includes('This is not the code')], [422, true], 'it was used already');
    assert.match(asked.body, />Lost<\/textarea>/);
    assert.ok((await remove({ mail_code: 'yes' })).text.includes('A code is on its way to'));
    const again = /\b\d{3} \d{3}\b/.exec((await home.letters(user.email ?? ''))[0]?.text ?? '')?.[0] ?? '';
    assert.equal((await remove({ identity_check: 'code', identity_code: again })).status, 303);
    await home.app.settings.change(home.operator, 'identity_check_user', false);
  });

  it('says that a letter and a code wait while all mail is stopped, and what lets them go out', async () => {
    const user = await somebody();
    await home.app.settings.change(home.operator, 'outgoing_mail', 'stopped');
    const page = await chief.get(path(user, '/send-reset'));
    assert.match(page.text, /All outgoing mail is stopped: the letter will wait/);
    assert.doesNotMatch(page.text, /No outgoing mail server works/);
    const once = field(page.body, 'once');
    for (const act of ['/send-reset', '/remove-factors']) {
      const { text, body } = await chief.post(path(user, act), { once, mail_code: 'yes' });
      assert.doesNotMatch(body, /value="code"[^>]*checked/); // it is to be another way
      assert.match(text, /A code for .* waits, because no mail goes out now/);
      assert.doesNotMatch(text, /A code is on its way/);
    }
    await chief.post(path(user, '/send-reset'), { once });
    assert.match((await chief.get(path(user))).text, /The letter to .* waits: all outgoing mail is stopped/);
    await home.app.settings.change(home.operator, 'outgoing_mail', 'on');
  });

  it('tells whoever looks, and whoever unarchives, that the account itself moved its email lately: when, from where and from which', async () => {
    const user = await home.confirmed({ login: 'moved', email: 'moved@example.com', password: oldPassword });
    const thief = signedIn(user, '203.0.113.66');
    const moveTo = async (email: string): Promise<void> => {
      await home.app.resets.changeEmail(thief, { email, password: oldPassword });
      await home.app.resets.confirmEmail(thief, tokenIn((await home.letters(email))[0]));
      await home.later(minute);
    };
    for (const place of ['one', 'two']) await moveTo(`${place}-${user.login}@elsewhere.example`);
    const former = (user.email ?? '').replaceAll('.', '\\.');
    const told = new RegExp(
      `The account itself changed its email on [^:]+:\\d\\d[^:]*, from the network address 203\\.0\\.113\\.66: it was ${former} before`,
    );
    assert.match((await chief.get(path(user))).text, told);
    await home.app.users.archive(home.operator, user.id);
    await home.later(8 * day);
    chief = await home.signedIn('chief');
    assert.match((await chief.get(path(user))).text, told);
    assert.match((await chief.get(path(user, '/unarchive'))).text, told);
    const done = await chief.post(path(user, '/unarchive'), {});
    const { text } = await chief.get(done.location ?? '');
    assert.match(text, /is not archived any more\./);
    assert.match(text, told);
    assert.match(text, /Set the email back before anything is sent/);
    assert.doesNotMatch((await chief.get(path(user))).text, told);
    assert.doesNotMatch((await chief.get(path(await somebody()))).text, /The account itself changed/);
  });

  it('is archived, unarchived, signed out, invited again and deleted from its Action menu, each asked first', async () => {
    const user = await somebody({ state: 'invited' });
    const act = async (what: string) => {
      assert.equal((await chief.get(path(user, `/${what}`))).status, 200, what);
      return chief.post(path(user, `/${what}`), {});
    };
    const { body } = await chief.get(path(user, '/invite'));
    const form = { once: field(body, 'once') };
    const pressed = await Promise.all([1, 2].map(() => chief.post(path(user, '/invite'), form)));
    assert.deepEqual(
      pressed.map(({ status }) => status),
      [303, 303],
    );
    assert.equal((await home.app.resets.latest(home.operator, 5, user.id)).length, 1);
    assert.equal((await home.letters(user.email ?? ''))[0]?.subject, 'Your invitation to Lumen');
    for (const what of ['end-sessions', 'cancel-links', 'archive']) assert.equal((await act(what)).status, 303);
    assert.equal((await now(user))?.state, 'archived');
    assert.ok((await chief.get(path(user))).body.includes('>Unarchive<'));
    assert.match(
      (await chief.get(path(user, '/unarchive'))).text,
      /has no password: a link that is sent afterwards sets one/,
    );
    await act('unarchive');
    assert.equal((await now(user))?.state, 'invited');
    const key = { name: 'ERP', scopes: ['keys:write'], expiresAt: home.clock.now() + hour };
    await home.app.apiKeys.create(home.operator, user.id, key);
    assert.match((await chief.get(path(user, '/archive'))).text, /API keys and remembered devices are deleted/);
    await act('archive');
    assert.deepEqual((await home.app.apiKeys.list(home.operator, { everybody: true })).items, []);
    assert.equal((await act('delete')).location, '/settings/users');
    assert.equal(await now(user), undefined);
  });

  it('waits for a second administrator before becoming one, or before one is reached elsewhere', async () => {
    const other = await home.confirmed({
      login: 'other',
      email: 'other@x.test',
      password: oldPassword,
      role: 'settings',
    });
    const gone = await somebody({ role: 'settings', state: 'archived' });
    await home.app.settings.change(home.operator, 'approve_administrator_resets', true);
    await home.app.settings.change(home.operator, 'approve_mail_servers', true);
    const empty = { colour: '', help_phone: '', help_email: '', help_page: '', sender_address: '' };
    const links = { ...empty, help_name: 'Help', base_url: 'https://elsewhere.example' };
    const company = { name: 'Elsewhere', language: 'en', ...links };
    const fresh = { name: 'Fresh', login: 'fresh', email: 'fresh@example.com', role: 'settings', after: 'invite' };
    const version = String(other.version);
    const kept = 'done as soon as another administrator approves it';
    const onlyOther = `only ${other.name} could approve it`;
    const asked: [string, Record<string, string>, string, string?][] = [
      ['/settings/users/new', fresh, '/settings/users'],
      [
        path(other),
        { version, name: other.name, login: 'other', email: 'mine@example.com' },
        path(other, '?tab=access'),
        onlyOther,
      ],
      [path(other, '/remove-factors'), { identity_check: 'called_back' }, path(other), onlyOther],
      [path(gone, '/unarchive'), {}, path(gone)],
      ['/settings/companies/new', company, '/settings/companies'],
    ];
    for (const [where, form, back, told = kept] of asked) {
      const { location } = await chief.post(where, form);
      assert.equal(location, back);
      assert.ok((await chief.get(back)).text.includes(told), where);
    }
    await home.app.settings.change(home.operator, 'approve_administrator_resets', false);
    await home.app.settings.change(home.operator, 'approve_mail_servers', false);
    const { text } = await chief.get('/settings/approvals');
    for (const words of [
      'fresh as an administrator',
      'Email, login or company of other',
      'Addresses of the company Elsewhere',
    ])
      assert.ok(text.includes(words), words);
  });

  it('is created, and invited at once where one says so', async () => {
    const form = {
      name: 'New Person',
      login: 'new-person',
      email: 'new-person@example.com',
      role: 'user',
      after: 'invite',
    };
    const made = await chief.post('/settings/users/new', form);
    assert.equal(made.status, 303);
    assert.equal((await home.letters('new-person@example.com'))[0]?.subject, 'Your invitation to Lumen');
    const again = await chief.post('/settings/users/new', { ...form, email: 'else@example.com' });
    assert.equal(again.status, 422);
    assert.ok(again.body.includes('value="New Person"') && again.text.includes('This login belongs to somebody else'));
    assert.equal((await (await home.signedIn('helper')).get('/settings/users/new')).status, 403);
  });

  it('tells on its Security tab which second factors there are, and where the role demands one', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const tabOf = async (user: User) => (await chief.get(path(user, '?tab=security'))).text;
    assert.match(await tabOf(one), /Second factors ?None: the password alone is enough/);
    for (const user of [one, await home.app.users.named('chief')]) {
      const { secret } = await home.app.factors.offerTotp(signedIn(user));
      const code = new TOTP({ secret }).generate({ timestamp: home.clock.now() });
      await home.app.factors.confirmTotp(signedIn(user), code);
    }
    assert.match(await tabOf(one), /An authenticator app ?10 recovery codes are left/);
    const lost = /is asked for the second factor after that\. Is it lost\? .* the role Access Rights/;
    assert.match((await chief.get(path(one, '/send-reset'))).text, lost);
    assert.doesNotMatch((await chief.get(path(other, '/send-reset'))).text, /second factor/);
    await home.app.settings.change(home.operator, 'second_factor_for', 'everybody');
    assert.match(await tabOf(other), /None, although the role demands one/);
    await home.app.settings.revert(home.operator, 'second_factor_for');
  });
});
