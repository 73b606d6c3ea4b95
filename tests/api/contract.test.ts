import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Transformer } from '@napi-rs/image';
import { verifications } from '../../src/audit/audit.ts';
import { day, hour, type Scope } from '../../src/kernel/index.ts';
import { testLetters, tries } from '../../src/mail/test.ts';
import type { Challenge, Rule } from '../../src/throttle/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { type NamesServer, startNamesServer } from '../names-server.ts';
import { solve } from '../solve.ts';
import { type Client, clientFor, type Input, operationsIn } from './client.ts';
import { assertDocumented } from './documented.ts';
import { type Answer, type OpenedApi, openApi } from './opened.ts';

const password = 'Harbour-violet-29';

onEveryEngine('a client made from the document', (engine) => {
  let api: OpenedApi;
  let dns: NamesServer;
  let client: Client;
  let admin: { user: User; key: string };
  const done = new Set<string>();
  before(async () => {
    dns = await startNamesServer({ 'A smtp.acme.test': ['203.0.113.7'] });
    api = await openApi(engine, { dnsServers: [dns.address] });
    client = clientFor(api);
    admin = await api.staff('settings');
  });
  after(async () => {
    await api.close();
    await dns.close();
  });

  /** Calls, expects what the document tells, and notes what was done. */
  const call = async (id: string, input: Input = {}): Promise<Answer> => {
    const answer = await client(id, input);
    const operation = operationsIn(api.document).find((one) => one.id === id)?.operation;
    assert.ok(operation);
    assertDocumented(api.document, operation, answer);
    if (answer.status < 300) done.add(id);
    return answer;
  };
  /** The same with the administrator's key, expecting success. */
  const get = async <T = Record<string, unknown>>(id: string, input: Input = {}): Promise<T> => {
    const answer = await call(id, { key: admin.key, ...input });
    assert.ok(answer.status < 300, `${id} ${answer.status} ${answer.text}`);
    return answer.body as T;
  };
  const somebody = (role: User['role'] = 'user') => api.staff(role).then(({ user }) => user);
  const letterOf = async ({ email }: User) => (await api.letters(email ?? ''))[0];
  const code = (answer: Answer) => (answer.body as { code: string }).code;

  it('tells a stranger what to work out first, where that is set, and a key that asks for others nothing', async () => {
    const asker = await api.staff('helpdesk', ['resets:ask']);
    await api.app.settings.change(api.operator, 'challenge', 'always');
    const told = new Set<string>();
    for (const login of [asker.user.login, 'nobody-at-all']) {
      const answer = await call('askForReset', { body: { login } });
      const { challenge, ...problem } = answer.body as { challenge: Challenge };
      assert.deepEqual([answer.status, code(answer)], [422, 'challenge_needed']);
      told.add(JSON.stringify({ ...problem, request_id: '' }));
      const body = { login, challenge: challenge.token, solution: solve(challenge) };
      assert.equal((await call('askForReset', { body })).status, 202);
      assert.equal((await call('askForReset', { body })).status, 422);
    }
    assert.equal(told.size, 1);
    assert.equal((await call('askForReset', { key: asker.key, body: { login: 'nobody' } })).status, 202);
    await api.app.settings.change(api.operator, 'challenge', 'off');
  });

  it('I-28 asks, alike for everybody, and finds the reset afterwards', async () => {
    const user = await somebody();
    const known = await call('askForReset', { body: { login: user.login } });
    const unknown = await call('askForReset', { body: { login: 'nobody-at-all' } });
    assert.deepEqual([known.status, known.text], [202, '{"accepted":true}']);
    assert.deepEqual([unknown.status, unknown.text], [known.status, known.text]);
    await api.app.resets.decide();
    assert.ok(await letterOf(user));
    const { items } = await get<{ items: { id: string; state: string }[] }>('listResets', {
      query: { user_id: user.id },
    });
    assert.equal(items.length, 1);
    const reset = await get<{ timeline: { event: string }[] }>('getReset', { path: { id: items[0]?.id ?? '' } });
    assert.ok(reset.timeline.some(({ event }) => event === 'attempt'));
  });

  it('tells from where somebody asks, if its key may', async () => {
    const body = { login: 'whoever', client_address: '198.51.100.77' };
    const asker = await api.staff('helpdesk', ['resets:ask']);
    assert.equal((await call('askForReset', { key: asker.key, body })).status, 202);
    assert.equal(
      code(await call('askForReset', { key: (await api.staff('helpdesk', ['users:read'])).key, body })),
      'scope_missing',
    );
    // Whoever may say where others ask from goes round the limits, and can use up those of anybody.
    const anybody = await api.staff('user', ['resets:ask']);
    assert.equal(code(await call('askForReset', { key: anybody.key, body })), 'forbidden');
    assert.equal((await call('askForReset', { body })).status, 401);
    const wrong = { ...body, client_address: 'somewhere' };
    assert.equal(code(await call('askForReset', { key: asker.key, body: wrong })), 'malformed');
    const { items } = await api.app.audit.list(api.operator, { event: 'reset.asked', limit: 1 });
    assert.equal(items[0]?.address, '198.51.100.77');
  });

  it('sends a reset, redeems its link without being signed in, and is told what ended', async () => {
    const user = await somebody();
    await api.keyOf(user);
    const body = { identity_check: 'called_back', note: 'knew the room number' };
    const sent = await call('sendReset', { key: admin.key, path: { id: user.id }, body });
    assert.equal(sent.status, 201);
    const token = tokenIn(await letterOf(user));
    const weak = await call('redeemLink', { body: { token, password: 'short' } });
    assert.equal(weak.status, 422);
    assert.ok((weak.body as { violations: unknown[] }).violations.length > 1);
    const redeemed = await call('redeemLink', { body: { token, password } });
    assert.deepEqual(redeemed.body, {
      user_id: user.id,
      ended: { sessions: 0, api_keys: 2, remembered_devices: 0, links: 0 },
    });
    assert.deepEqual(redeemed.headers.getSetCookie(), []);
    assert.equal((await api.app.database.read.selectFrom('sessions').select('id').execute()).length, 0);
    await api.app.sessions.signIn(strangerAt('192.0.2.1'), { login: user.login, password, knownBrowser: undefined });
    const again = await call('redeemLink', { body: { token, password } });
    assert.deepEqual([again.status, code(again)], [410, 'link_used']);
  });

  it('sends once more, and cancels', async () => {
    const user = await somebody();
    const { id } = await get<{ id: string }>('sendReset', { path: { id: user.id } });
    assert.equal((await get<{ id: string }>('resendReset', { path: { id } })).id, id);
    assert.equal((await get<{ state: string }>('cancelReset', { path: { id } })).state, 'cancelled');
    assert.equal(code(await call('cancelReset', { key: admin.key, path: { id } })), 'reset_ended');
    await get('sendReset', { path: { id: user.id } });
    await letterOf(user);
    assert.deepEqual(await get('cancelLinks', { path: { id: user.id } }), { links: 1 });
  });

  it('makes, finds, changes, archives and erases users', async () => {
    const body = { login: 'made-by-key', name: 'Made by Key', email: 'made@example.com', invite: true };
    const user = await get<{ id: string; state: string }>('createUser', { body });
    assert.equal(user.state, 'invited');
    assert.equal((await api.letters('made@example.com')).length, 1);
    const found = await get<{ items: { id: string }[] }>('listUsers', { query: { search: 'made-by', limit: '5' } });
    assert.deepEqual(
      found.items.map(({ id }) => id),
      [user.id],
    );
    const path = { id: user.id };
    const { version } = await get<{ version: number }>('getUser', { path });
    const changed = await get<{ name: string }>('editUser', { path, body: { version, name: 'Another Name' } });
    assert.equal(changed.name, 'Another Name');
    const late = await call('editUser', { key: admin.key, path, body: { version, name: 'Too late' } });
    assert.deepEqual([late.status, code(late)], [409, 'changed_meanwhile']);
    await get('archiveUser', { path });
    await get('unarchiveUser', { path });
    await get('deleteUser', { path });
    assert.equal((await call('getUser', { key: admin.key, path })).status, 404);
  });

  it('makes nobody one of the staff, nor has the letters of one go elsewhere, with a scope for users alone', async () => {
    const { key, user: owner } = await api.staff('settings', ['users:write']);
    const staff = await somebody('helpdesk');
    const moved = { email: 'elsewhere@example.com' };
    for (const refused of [
      await call('createUser', { key, body: { login: 'puppet', name: 'Puppet', role: 'settings', ...moved } }),
      await call('editUser', { key, path: { id: (await somebody()).id }, body: { role: 'helpdesk' } }),
      await call('editUser', { key, path: { id: staff.id }, body: moved }),
      await call('editUser', { key, path: { id: owner.id }, body: moved }),
    ]) {
      assert.deepEqual([refused.status, code(refused)], [403, 'scope_missing']);
      assert.equal((refused.body as { scope: string }).scope, 'settings:write');
    }
    assert.equal((await call('editUser', { key, path: { id: (await somebody()).id }, body: moved })).status, 200);
    await get('editUser', { path: { id: staff.id }, body: { role: 'user' } });
  });

  it('finds users by what they are, and reads on from where it stopped', async () => {
    const { id } = await api.adopted({ login: 'wide-a', name: 'Wide A' });
    await api.adopted({ login: 'wide-b', name: 'Wide B', email: 'wide-b@example.com' });
    await api.adopted({ login: 'wide-c', name: 'Wide C', email: 'wide-c@example.com', state: 'archived' });
    const list = (query: Record<string, string>) =>
      get<{ items: { id: string; login: string }[]; next: string | null }>('listUsers', { query });
    const logins = async (filter: string) =>
      (await list({ search: 'wide-', filter })).items.map(({ login }) => login).join(' ');
    assert.equal(await logins('no_email'), 'wide-a');
    assert.equal(await logins('active, role:user'), 'wide-a wide-b');
    const first = await list({ search: 'wide-', limit: '1' });
    const second = await list({ search: 'wide-', limit: '2', cursor: first.next ?? '' });
    assert.deepEqual([first.items[0]?.id, second.items.length, second.next], [id, 2, null]);
    assert.equal(code(await call('listUsers', { key: admin.key, query: { filter: 'nonsense' } })), 'malformed');
  });

  it('sees who is held back and from where it was asked, and lets them go on', async () => {
    const user = await somebody();
    const address = '203.0.113.77';
    for (let times = 0; times < 2; times += 1) {
      const headers = { 'x-forwarded-for': address };
      await call('askForReset', { body: { login: user.login }, headers });
      await api.app.resets.decide();
    }
    type Standing = { limit: string; count: number; until: string | null };
    type OfUser = { user: { id: string }; limits: Standing[]; held_back: boolean };
    type Limits = { installation: Standing[]; users: OfUser[]; source: Standing[] | null };
    const path = { id: user.id };
    const theirs = () => get<OfUser>('getUserLimits', { path });
    const held = async () => (await get<Limits>('getLimits')).users.find((one) => one.user.id === user.id);
    assert.deepEqual(await held(), await theirs());
    assert.equal((await held())?.limits.find(({ limit }) => limit === 'letters_per_minute')?.count, 2);
    const { source, installation } = await get<Limits>('getLimits', { query: { address } });
    assert.deepEqual(
      source?.map(({ limit, count }) => `${limit} ${count}`),
      ['asks_per_source_and_minute 2', 'asks_per_source_and_hour 2', 'asks_per_network 2', 'sign_in_per_source 0'],
    );
    assert.equal(installation[0]?.limit, 'asks');
    assert.equal(code(await call('getLimits', { key: admin.key, query: { address: 'nowhere' } })), 'malformed');
    await get('liftLimits', { path });
    assert.equal(await held(), undefined);
    assert.equal((await theirs()).held_back, false);
  });

  it('mails a code for a caller to read back, and invites again', async () => {
    const user = await somebody();
    await get('mailIdentityCode', { path: { id: user.id } });
    const letter = await letterOf(user);
    const body = { identity_check: 'code', identity_code: /\b\d{3} ?\d{3}\b/.exec(letter?.text ?? '')?.[0] ?? '' };
    const wrong = await call('sendReset', {
      key: admin.key,
      path: { id: user.id },
      body: { ...body, identity_code: 'no' },
    });
    assert.deepEqual([wrong.status, code(wrong)], [422, 'code_wrong']);
    await get('sendReset', { path: { id: user.id }, body });
    const newcomer = await api.adopted({ login: 'newcomer', email: 'newcomer@example.com', state: 'invited' });
    const { purpose } = await get<{ purpose: string }>('inviteAgain', { path: { id: newcomer.id } });
    assert.equal(purpose, 'invitation');
  });

  it('does things to many, by ids or by what is searched for, and never to everybody by mistake', async () => {
    const login = (index: number) => `many-${index}`;
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      ids.push((await api.adopted({ login: login(index), email: `${login(index)}@example.com` })).id);
    }
    const settled = async (id: string) => {
      while (await api.app.jobs.turn());
      return get<{ state: string; done: number; total: number }>('getJob', { path: { id } });
    };
    const sent = await get<{ id: string }>('sendManyResets', { body: { user_ids: ids.slice(0, 1), per_minute: 6000 } });
    assert.equal((await settled(sent.id)).done, 1);
    for (const id of ['endSessionsOfMany', 'cancelLinksOfMany', 'archiveMany', 'unarchiveMany']) {
      const job = await get<{ id: string }>(id, { body: { search: 'many-' } });
      const { state, done, total } = await settled(job.id);
      assert.deepEqual([state, done, total], ['done', 3, 3], id);
    }
    const results = await get<{ items: { outcome: string }[]; next: string }>('listJobResults', {
      path: { id: sent.id },
      query: { limit: '1' },
    });
    assert.deepEqual([results.items[0]?.outcome, results.next], ['done', null]);
    for (const body of [{}, { search: '  ' }])
      assert.equal(code(await call('archiveMany', { key: admin.key, body })), 'malformed');
  });

  it('pauses a job, goes on with it, and stops it, but for a key of somebody less than whoever started it', async () => {
    const ids = [(await somebody()).id, (await somebody()).id];
    const body = { user_ids: ids, per_minute: 1 };
    const { id } = await get<{ id: string }>('sendManyResets', { body });
    const path = { id };
    const { key } = await api.staff('helpdesk');
    assert.equal(code(await call('pauseJob', { key, path })), 'forbidden');
    assert.equal((await get<{ may_steer: boolean }>('getJob', { key, path })).may_steer, false);
    assert.equal((await get<{ may_steer: boolean }>('getJob', { path })).may_steer, true);
    assert.equal((await get<{ state: string }>('pauseJob', { path })).state, 'paused');
    assert.equal((await get<{ state: string }>('resumeJob', { path })).state, 'running');
    assert.equal((await get<{ state: string }>('cancelJob', { path })).state, 'cancelled');
    assert.equal(code(await call('pauseJob', { key: admin.key, path })), 'job_ended');
  });

  it('makes a company, changes only what is told, and gives it a picture', async () => {
    const body = { name: 'Northwind', help_name: 'IT help desk', help_phone: '+1 555 0100', language: 'de' };
    const made = await get<{ id: string; version: number; help_phone: string }>('createCompany', { body });
    const path = { id: made.id };
    const colour = '#7a1f5c';
    const changed = await get<Record<string, unknown>>('editCompany', {
      path,
      body: { version: made.version, colour, help_phone: '', help_email: 'help@northwind.example' },
    });
    assert.deepEqual(
      [changed['name'], changed['language'], changed['colour'], changed['help_phone'], changed['help_email']],
      ['Northwind', 'de', colour, null, 'help@northwind.example'],
    );
    const late = await call('editCompany', { key: admin.key, path, body: { version: made.version, name: 'Late' } });
    assert.deepEqual([late.status, code(late)], [409, 'changed_meanwhile']);
    const wrong = await call('createCompany', { key: admin.key, body: { ...body, help_email: 'nowhere' } });
    assert.deepEqual(
      (wrong.body as { faults: { field: string }[] }).faults.map(({ field }) => field),
      ['name', 'help_email'],
    );
    const pixels = Transformer.fromRgbaPixels(
      new Uint8Array(600 * 200 * 4).map(() => randomInt(256)),
      600,
      200,
    );
    const file = (await pixels.png()).toString('base64');
    assert.ok(file.length > 100_000, 'a picture is larger than any other call may be');
    await get('setCompanyLogo', { path, body: { file } });
    const { logo } = await get<{ logo: string }>('getCompany', { path });
    assert.match(logo, /\/web\/logo\/[0-9a-f]{64}$/);
    const text = await call('setCompanyLogo', { key: admin.key, path, body: { file: btoa('no picture') } });
    assert.equal(code(text), 'fields_wrong');
    await get('removeCompanyLogo', { path });
    const { items } = await get<{ items: { id: string; logo: string | null }[] }>('listCompanies');
    assert.deepEqual(items.find(({ id }) => id === made.id)?.logo, null);
    assert.equal(code(await call('createUser', { key: admin.key, body: { login: 'a'.repeat(70_000) } })), 'too_large');
  });

  it('gives a letter words of its own, and takes them back', async () => {
    const { items } = await get<{ items: { id: string }[] }>('listCompanies');
    const path = { id: items[0]?.id ?? '', letter: 'reset' };
    const query = { language: 'de' };
    const introduction = 'Guten Tag. Es geht um {login}.';
    await get('setLetterWords', { path, query, body: { introduction, closing: '' } });
    const words = () => get<{ introduction: string; is_own: boolean }>('getLetterWords', { path, query });
    assert.deepEqual(await words(), { introduction, closing: '', is_own: true });
    const wrong = { key: admin.key, path, query, body: { introduction: 'Nobody is named', closing: '' } };
    assert.equal(code(await call('setLetterWords', wrong)), 'letter_text_refused');
    await get('resetLetterWords', { path, query });
    assert.equal((await words()).is_own, false);
  });

  it('is shown a letter as it is now, and with words that are only tried', async () => {
    type Written = { subject: string; html: string; text: string };
    const { user } = admin;
    const path = { id: user.companyId, letter: 'reset' };
    const query = { language: 'de' };
    const kept = { introduction: 'Guten Tag. Es geht um {login}.', closing: '' };
    await get('setLetterWords', { path, query, body: kept });
    const now = () => get<Written>('previewLetter', { path, query });
    const { subject, html, text } = await now();
    assert.equal(subject, `Passwort zurücksetzen für ${user.name}`);
    for (const form of [html, text]) assert.ok(form.includes(`Es geht um ${user.login}.`), form);
    const tried = { path, query, body: { introduction: 'Dies ist {login}.', closing: '' } };
    const { text: otherwise } = await get<Written>('previewLetterWords', tried);
    assert.ok(otherwise.includes(`Dies ist ${user.login}.`));
    assert.equal((await now()).text, text, 'what was tried is not kept');
    const wrong = { key: admin.key, path, query, body: { introduction: '{login} <b>', closing: '' } };
    assert.equal(code(await call('previewLetterWords', wrong)), 'letter_text_refused');
    await get('resetLetterWords', { path, query });
    assert.ok(!(await now()).text.includes('Es geht um'));
    const warning = await get<Written>('previewLetter', { path: { ...path, letter: 'alert' }, query });
    assert.notEqual(warning.subject, '');
  });

  it('changes settings within their bounds, all or none, and takes them back', async () => {
    const value = async (key: string) =>
      (await get<{ items: { key: string; value: unknown }[] }>('listSettings')).items.find((one) => one.key === key)
        ?.value;
    await get('changeSettings', { body: { link_life: hour, self_service: false } });
    assert.deepEqual([await value('link_life'), await value('self_service')], [hour, false]);
    const wrong = await call('changeSettings', { key: admin.key, body: { asks_per_minute: 50, link_life: 1 } });
    assert.deepEqual(wrong.body && (wrong.body as { field: string }).field, 'link_life');
    assert.equal(await value('asks_per_minute'), 20);
    for (const key of ['link_life', 'self_service']) await get('revertSetting', { path: { key } });
    assert.deepEqual([await value('link_life'), await value('self_service')], [day, true]);
  });

  it('never gives anybody a password', async () => {
    for (const body of [
      { login: 'x', name: 'X', password },
      { login: 'x', name: 'X', passwords: [] },
    ]) {
      assert.equal(code(await call('createUser', { key: admin.key, body })), 'malformed');
    }
    const edit = { key: admin.key, path: { id: (await somebody()).id }, body: { password } };
    assert.equal(code(await call('editUser', edit)), 'malformed');
  });

  it('sees and ends sessions', async () => {
    const hash = await api.app.passwords.hash(password);
    const user = await api.adopted({ login: 'sitting', password: { hash, policy: 'guide@1' } });
    const signIn = () =>
      api.app.sessions.signIn(strangerAt('192.0.2.1'), { login: 'sitting', password, knownBrowser: undefined });
    for (let sessions = 0; sessions < 3; sessions++) await signIn();
    const query = { user_id: user.id };
    const { items } = await get<{ items: { id: string }[] }>('listSessions', { query });
    assert.equal(items.length, 3);
    assert.deepEqual(await get('endSession', { path: { id: items[0]?.id ?? '' }, query }), { sessions: 1 });
    assert.deepEqual(await get('endSessions', { query }), { sessions: 2 });
  });

  it('lists letters, and sends one again only while that is of use', async () => {
    const { items } = await get<{ items: { id: string }[] }>('listMessages', { query: { state: 'sent', limit: '1' } });
    const path = { id: items[0]?.id ?? '' };
    assert.equal(code(await call('retryMessage', { key: admin.key, path })), 'message_ended');
    const user = await somebody();
    const id = await api.app.database.write((tx) =>
      api.app.mail.enqueue(tx, {
        kind: 'nobody-writes-this',
        to: { name: 'X', address: user.email ?? '' },
        expiresAt: api.clock.now() + day,
      }),
    );
    await get('retryMessage', { path: { id } });
    await untilTried(id);
    assert.equal((await get<{ state: string }>('cancelMessage', { path: { id } })).state, 'cancelled');
  });

  /** Until the letter that nobody can write waits for its next try, which the clock never reaches. */
  async function untilTried(id: string): Promise<void> {
    for (let looks = 0; looks < 2_000; looks++) {
      const { state, attempts } = await get<{ state: string; attempts: unknown[] }>('getMessage', { path: { id } });
      if (state === 'queued' && attempts.length > 0) return;
      await delay(5);
    }
    assert.fail('the letter was never tried');
  }

  it('sets up an outgoing mail server and never tells its secrets', async () => {
    const body = { smtp_host: 'smtp.example.com', smtp_port: 587, smtp_encryption: 'starttls', smtp_pass: password };
    const made = await call('createMailServer', { key: admin.key, body: { ...body, smtp_user: 'rekey' } });
    const { id, version, secrets } = made.body as { id: string; version: number; secrets: string[] };
    assert.deepEqual([made.status, secrets, made.text.includes(password)], [201, ['smtp_pass'], false]);
    const path = { id };
    await get('editMailServer', { path, body: { version, active: false } });
    const late = await call('editMailServer', { key: admin.key, path, body: { version, active: true } });
    assert.equal(code(late), 'changed_meanwhile');
    const wrong = await call('createMailServer', { key: admin.key, body: { ...body, smtp_port: 70_000 } });
    assert.equal((wrong.body as { faults: { field: string }[] }).faults[0]?.field, 'smtp_port');
    assert.equal((await get<{ id: string }>('getMailServer', { path })).id, id);
    assert.ok((await get<{ items: unknown[] }>('listMailServers')).items.length > 1);
    await get('deleteMailServer', { path });
    assert.equal((await get<{ accepted: boolean }>('testMailServer', { body: {} })).accepted, true);
  });

  it('sends a test letter in the language of whoever owns the key', async () => {
    const { user, key } = await api.staff('settings');
    await api.app.users.editOwn(signedIn(user), { language: 'de', timeZone: 'Europe/Berlin' });
    assert.equal((await call('testMailServer', { key, body: { to: 'to-be-read@example.com' } })).status, 200);
    const [letter] = await api.letters('to-be-read@example.com');
    assert.equal(letter?.subject, 'Test-E-Mail von Rekey');
    assert.match(letter.text, /MEZ/);
  });

  it('tries the mail servers of others so often for one person, and mails so many test letters to whoever is named', async () => {
    const { user, key } = await api.staff('settings');
    const test = (body: object) => call('testMailServer', { key, body });
    const allBut = (one: number, rule: Rule) =>
      api.app.database.write(async (tx) => {
        const some = Array.from({ length: rule.max - one }, () => [{ rule, of: user.id }]);
        await api.app.throttle.takeEach(tx, some);
      });
    await allBut(1, testLetters);
    assert.equal((await test({ to: 'any@example.com' })).status, 200);
    const refused = await test({ to: 'any@example.com' });
    assert.deepEqual([refused.status, code(refused)], [429, 'limited']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    await allBut(3, tries);
    assert.equal((await test({})).status, 200);
    assert.equal(code(await call('examineMail', { key: await api.keyOf(user) })), 'limited');
    assert.equal((await call('testMailServer', { key: admin.key, body: {} })).status, 200);
  });

  it('examines how letters leave, and is told of which server and which domain, and what to publish', async () => {
    const relay = { name: 'Acme relay', smtp_host: 'smtp.acme.test', smtp_port: 465, smtp_encryption: 'ssl' };
    const { id } = await get<{ id: string }>('createMailServer', { body: { ...relay, from: 'rekey@acme.test' } });
    const { findings } = await get<{ findings: { code: string; server?: string; domain?: string; record?: object }[] }>(
      'examineMail',
    );
    const found = (code: string) => findings.find((finding) => finding.code === code);
    assert.equal(found('mail_server_failing')?.server, 'Acme relay');
    assert.equal(found('dkim_missing')?.domain, 'acme.test');
    assert.deepEqual(found('spf_missing')?.record, {
      name: 'acme.test',
      type: 'TXT',
      value: 'v=spf1 a:smtp.acme.test ~all',
    });
    await get('deleteMailServer', { path: { id } });
    const { key } = await api.staff('settings', ['mail:write']);
    const withheld = await call('examineMail', { key });
    assert.deepEqual(withheld.body && (withheld.body as { scope: string }).scope, 'mail:read');
  });

  it('reads what a receiver thought of a letter, where somebody judged it', async () => {
    const head = 'Authentication-Results: mx.test; spf=pass smtp.mailfrom=acme.test; dkim=fail header.d=acme.test';
    assert.deepEqual(await get('readReceivedLetter', { body: { head } }), {
      by: 'mx.test',
      verdicts: [
        { method: 'spf', result: 'believed', domain: 'acme.test' },
        { method: 'dkim', result: 'not_believed', domain: 'acme.test' },
        { method: 'dmarc', result: 'nothing', domain: null },
      ],
    });
    const unjudged = await get('readReceivedLetter', { body: { head: 'Subject: Hello' } });
    assert.deepEqual(unjudged, { by: null, verdicts: [] });
  });

  it('makes a key that signs letters, once others can see it, and never tells its private half', async () => {
    type Key = { id: string; domain: string; state: string; record: { name: string; value: string } };
    const made = await call('createDkimKey', { key: admin.key, body: { domain: 'Acme.test' } });
    const { id, domain, state, record } = made.body as Key;
    assert.deepEqual([made.status, domain, state], [201, 'acme.test', 'prepared']);
    assert.equal(code(await call('createDkimKey', { key: admin.key, body: { domain } })), 'dkim_key_exists');
    assert.equal(code(await call('createDkimKey', { key: admin.key, body: { domain: 'no domain' } })), 'malformed');
    const path = { id };
    assert.equal(code(await call('startSigning', { key: admin.key, path })), 'dkim_not_published');
    dns.zone = { ...dns.zone, [`TXT ${record.name}`]: [record.value] };
    assert.equal((await get<Key>('startSigning', { path })).state, 'signing');
    const { items } = await get<{ items: Key[] }>('listDkimKeys');
    assert.deepEqual(items, [{ ...(made.body as Key), state: 'signing' }]);
    await get('deleteDkimKey', { path });
    assert.equal(code(await call('deleteDkimKey', { key: admin.key, path })), 'not_found');
  });

  it('waits for a second administrator before letters go elsewhere, sees that it waits, and withdraws only its own', async () => {
    await api.app.settings.change(api.operator, 'approve_mail_servers', true);
    const body = { name: 'Elsewhere', smtp_host: 'smtp.example.com' };
    const company = { name: 'Elsewhere Ltd', help_name: 'Help', base_url: 'https://elsewhere.example' };
    const asked = await call('createMailServer', { key: admin.key, body });
    const led = await call('createCompany', { key: admin.key, body: company });
    const relay = { name: 'Known', smtp_host: 'smtp.example.com', smtp_encryption: 'starttls' } as const;
    const { id } = await api.app.mail.servers.create(api.operator, relay);
    const ended = await call('deleteMailServer', { key: admin.key, path: { id } });
    const back = { bounce_address: 'bounces@example.com', link_life: 3_600_000 };
    const returned = await call('changeSettings', { key: admin.key, body: back });
    await api.app.settings.change(api.operator, 'approve_mail_servers', false);
    await api.app.mail.servers.remove(api.operator, id);
    for (const answer of [ended, returned]) assert.deepEqual([answer.status, code(answer)], [409, 'approval_needed']);
    const told = await api.app.settings.read(api.app.database.read);
    assert.deepEqual([told.bounce_address, told.link_life], [null, 86_400_000]);
    assert.deepEqual([led.status, code(led)], [409, 'approval_needed']);
    assert.deepEqual([asked.status, code(asked)], [409, 'approval_needed']);
    type Approval = { id: string; kind: string; state: string; subject: { label: string }; asked_by: { id: string } };
    const path = { id: (asked.body as { approval: string }).approval };
    const waiting = (await get<{ items: Approval[] }>('listApprovals')).items.find((one) => one.id === path.id);
    assert.deepEqual(
      [waiting?.id, waiting?.kind, waiting?.state, waiting?.subject.label, waiting?.asked_by.id],
      [path.id, 'mail_server', 'waiting', 'Elsewhere', admin.user.id],
    );
    const other = await api.staff('settings');
    const others = await call('withdrawApproval', { key: other.key, path });
    assert.deepEqual([code(others), (others.body as { scope: string }).scope], ['scope_missing', 'in person']);
    await get('withdrawApproval', { path });
    assert.equal((await get<Approval>('getApproval', { path })).state, 'refused');
    assert.equal(code(await call('withdrawApproval', { key: admin.key, path })), 'approval_ended');
  });

  it('waits for a second administrator before there is another one, or one is reached elsewhere', async () => {
    const other = await api.staff('settings');
    const path = { id: other.user.id };
    await api.app.settings.change(api.operator, 'approve_administrator_resets', true);
    const body = { login: 'accomplice', name: 'Accomplice', email: 'accomplice@example.com', role: 'settings' };
    const asked = [
      await call('createUser', { key: admin.key, body }),
      await call('createUser', { key: admin.key, body: { ...body, invite: true } }),
      await call('editUser', { key: admin.key, path, body: { email: 'mine@example.com' } }),
    ];
    await api.app.settings.change(api.operator, 'approve_administrator_resets', false);
    const { items } = await get<{ items: { id: string; kind: string }[] }>('listApprovals');
    assert.deepEqual(
      asked.map((answer) => [
        answer.status,
        code(answer),
        items.find(({ id }) => id === (answer.body as { approval: string }).approval)?.kind,
      ]),
      ['administrator', 'administrator', 'address'].map((kind) => [409, 'approval_needed', kind]),
    );
  });

  it('is told why no mail came, and to whom else an address is near', async () => {
    const user = await somebody();
    const address = user.email ?? '';
    await call('askForReset', { body: { login: address } });
    await call('askForReset', { body: { login: `x${address}` } });
    await api.app.resets.decide();
    type Told = {
      asks: { reason: string; message: { state: string } | null }[];
      people: { login: string; resets: unknown[] }[];
      near: { login: string }[];
    };
    assert.ok(await letterOf(user));
    const known = await get<Told>('explainAddress', { query: { address } });
    assert.deepEqual([known.asks[0]?.reason, known.asks[0]?.message?.state], ['send', 'sent']);
    assert.deepEqual([known.people[0]?.login, known.people[0]?.resets.length], [user.login, 1]);
    const mistyped = await get<Told>('explainAddress', { query: { address: `x${address}` } });
    assert.deepEqual([mistyped.asks[0]?.reason, mistyped.people], ['unknown', []]);
    assert.ok(mistyped.near.some(({ login }) => login === user.login));
  });

  it('reads the record by what came of it and by when', async () => {
    type Events = { items: { event: string; outcome: string; at: string }[] };
    const user = await somebody();
    const key = await api.keyOf(user, ['users:read']);
    assert.equal(code(await call('listUsers', { key })), 'forbidden');
    const { items: refused } = await get<Events>('listAuditEvents', { query: { outcome: 'refused' } });
    assert.ok(refused.length > 0 && refused.every(({ outcome }) => outcome !== 'done'));
    api.clock.advance(1_000);
    const now = new Date(api.clock.now()).toISOString();
    await get('createUser', { body: { login: 'made-later', name: 'Made Later' } });
    const { items: later } = await get<Events>('listAuditEvents', { query: { from: now } });
    assert.ok(later.some(({ event }) => event === 'user.created') && later.every(({ at }) => at >= now));
    const { items: earlier } = await get<Events>('listAuditEvents', { query: { until: now } });
    assert.ok(earlier.length > 0 && earlier.every(({ at }) => at < now));
  });

  it('reads what one person did and what was done to them', async () => {
    const { user, key } = await api.staff('access');
    const other = await somebody();
    await get('archiveUser', { key, path: { id: other.id } });
    await get('endSessions', { query: { user_id: user.id } });
    type Events = { items: { actor: { id: string | null }; subject: { id: string | null } | null }[] };
    const { items } = await get<Events>('listAuditEvents', { query: { user_id: user.id } });
    const sides = items.map(({ actor, subject }) => (actor.id === user.id ? 'by' : subject?.id === user.id && 'to'));
    assert.deepEqual([...new Set(sides)].sort(), ['by', 'to']);
  });

  it('reads the record, page by page', async () => {
    const first = await get<{ items: { id: string }[]; next: string }>('listAuditEvents', { query: { limit: '2' } });
    const query = { limit: '2', cursor: first.next };
    const second = await get<{ items: { id: string }[] }>('listAuditEvents', { query });
    assert.equal(new Set([...first.items, ...second.items].map(({ id }) => id)).size, 4);
  });

  it('verifies the record, and is told which event was changed', async () => {
    await api.app.audit.seal();
    type Told = { sealed: number; findings: { fault: string; position: number; id: string }[] };
    const sound = await get<Told>('verifyAuditEvents');
    assert.ok(sound.sealed > 0);
    assert.deepEqual(sound.findings, []);
    const rename = (label: string | null) =>
      api.app.database.write((tx) =>
        tx.updateTable('audit_events').set({ actor_label: label }).where('position', '=', 2).execute(),
      );
    const { id, actor_label } = await api.app.database.read
      .selectFrom('audit_events')
      .select(['id', 'actor_label'])
      .where('position', '=', 2)
      .executeTakeFirstOrThrow();
    await rename('mallory');
    const changed = await get<Told>('verifyAuditEvents');
    assert.deepEqual([changed.sealed, changed.findings], [1, [{ fault: 'changed', position: 2, through: 2, id }]]);
    await rename(actor_label);
  });

  it('verifies the record so often for one person, and is told when to come again', async () => {
    const { user, key } = await api.staff('access');
    const most = Array.from({ length: verifications.max }, () => [{ rule: verifications, of: user.id }]);
    await api.app.database.write((tx) => api.app.throttle.takeEach(tx, most));
    const refused = await call('verifyAuditEvents', { key });
    assert.deepEqual([refused.status, code(refused)], [429, 'limited']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  });

  it('is told the rules, and judges a password by them', async () => {
    const policy = await get<{ rules: unknown[] }>('getPasswordPolicy', { key: undefined });
    assert.ok(policy.rules.length > 5);
    assert.deepEqual(await get('checkPassword', { body: { password } }), { accepted: true, violations: [] });
    const personal = { password: 'Violet-Lovelace-harbour-9', name: 'Ada Lovelace' };
    const judged = await get<{ violations: { rule: string }[] }>('checkPassword', { body: personal });
    assert.deepEqual(
      judged.violations.map(({ rule }) => rule),
      ['personal'],
    );
  });

  it('makes a narrower key, which is told once, and ends it', async () => {
    const scopes: Scope[] = ['users:read'];
    const expires_at = new Date(api.clock.now() + day).toISOString();
    const made = await get<{ key: string; api_key: { id: string } }>('createApiKey', {
      body: { name: 'Narrow', scopes, expires_at },
    });
    assert.equal((await call('listUsers', { key: made.key })).status, 200);
    assert.equal(code(await call('listAuditEvents', { key: made.key })), 'scope_missing');
    assert.doesNotMatch((await call('listApiKeys', { key: admin.key })).text, new RegExp(made.key));
    await get('revokeApiKey', { path: { id: made.api_key.id } });
    const ended = await call('listUsers', { key: made.key });
    assert.deepEqual([ended.status, code(ended)], [401, 'key_unknown']);
    assert.match(ended.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
  });

  it('has done everything that the document tells of', () => {
    assert.deepEqual(
      operationsIn(api.document)
        .map(({ id }) => id)
        .filter((id) => !done.has(id)),
      [],
    );
  });

  it('leaves no secret in the database', async () => {
    await delay(50); // uses of keys are noted beside the calls
    const stored = await api.everythingStored();
    assert.ok(!stored.includes(admin.key) && !stored.includes(password));
  });
});
