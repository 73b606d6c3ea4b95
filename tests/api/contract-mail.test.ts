import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { testLetters, tries } from '../../src/mail/test.ts';
import type { Rule } from '../../src/throttle/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type NamesServer, startNamesServer } from '../names-server.ts';
import { type Contract, code, openContract, password } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  let dns: NamesServer;
  before(async () => {
    dns = await startNamesServer({ 'A smtp.acme.test': ['203.0.113.7'] });
    api = await openContract(engine, 'mail', { dnsServers: [dns.address] });
  });
  after(async () => {
    await api.close();
    await dns.close();
  });

  it('lists letters, and sends one again only while that is of use', async () => {
    const user = await api.somebody();
    await api.get('sendReset', { path: { id: user.id } });
    assert.ok(await api.letterOf(user));
    const { items } = await api.get<{ items: { id: string }[] }>('listMessages', {
      query: { state: 'sent', limit: '1' },
    });
    const path = { id: items[0]?.id ?? '' };
    assert.equal(code(await api.asAdmin('retryMessage', { path })), 'message_ended');
    const id = await api.app.database.write((tx) =>
      api.app.mail.enqueue(tx, {
        kind: 'nobody-writes-this',
        to: { name: 'X', address: user.email ?? '' },
        expiresAt: api.clock.now() + day,
      }),
    );
    await api.get('retryMessage', { path: { id } });
    await untilTried(id);
    assert.equal(await warned(user), 'message_warns');
    assert.equal((await api.get<{ state: string }>('cancelMessage', { path: { id } })).state, 'cancelled');
  });

  it('finds letters by whom they went to, by their kind and by when', async () => {
    const [user, other] = [await api.somebody(), await api.somebody()];
    for (const { id } of [user, other]) await api.get('sendReset', { path: { id } });
    assert.ok(await api.letterOf(other));
    type Letters = { items: { user_id: string | null; kind: string }[] };
    for (const search of [user.login, user.email ?? '']) {
      const { items } = await api.get<Letters>('listMessages', { query: { search } });
      assert.ok(items.length > 0 && items.every(({ user_id }) => user_id === user.id));
    }
    const [one] = (await api.get<Letters>('listMessages', { query: { search: user.login } })).items;
    const kind = one?.kind ?? '';
    const { items } = await api.get<Letters>('listMessages', { query: { kind } });
    assert.ok(items.length >= 2 && items.every((letter) => letter.kind === kind));
    const from = new Date(api.clock.now() + day).toISOString();
    assert.deepEqual((await api.get<Letters>('listMessages', { query: { from } })).items, []);
  });

  /** What a program is told that cancels a warning to somebody. */
  async function warned({ id, name, email = '' }: User): Promise<string | undefined> {
    const notice = { kind: 'password_changed', to: { name, address: email }, data: { user: id } };
    const times = { runAt: api.clock.now() + day, expiresAt: api.clock.now() + 2 * day };
    const warning = await api.app.database.write((tx) => api.app.mail.enqueue(tx, { ...notice, ...times }));
    return code(await api.asAdmin('cancelMessage', { path: { id: warning } }));
  }

  /** Until the letter that nobody can write waits for its next try, which the clock never reaches. */
  async function untilTried(id: string): Promise<void> {
    for (let looks = 0; looks < 2_000; looks++) {
      const { state, attempts } = await api.get<{ state: string; attempts: unknown[] }>('getMessage', { path: { id } });
      if (state === 'queued' && attempts.length > 0) return;
      await delay(5);
    }
    assert.fail('the letter was never tried');
  }

  it('sets up an outgoing mail server and never tells its secrets', async () => {
    const body = { smtp_host: 'smtp.example.com', smtp_port: 587, smtp_encryption: 'starttls', smtp_pass: password };
    const made = await api.asAdmin('createMailServer', { body: { ...body, smtp_user: 'rekey' } });
    const { id, version, secrets } = made.body as { id: string; version: number; secrets: string[] };
    assert.deepEqual([made.status, secrets, made.text.includes(password)], [201, ['smtp_pass'], false]);
    const path = { id };
    await api.get('editMailServer', { path, body: { version, active: false } });
    const late = await api.asAdmin('editMailServer', { path, body: { version, active: true } });
    assert.equal(code(late), 'changed_meanwhile');
    const renamed = await api.get<{ name: string; active: boolean }>('editMailServer', {
      path,
      body: { name: 'Another' },
    });
    assert.deepEqual([renamed.name, renamed.active], ['Another', false], 'what is left out stays, also the version');
    // Nobody who tells no version is refused because somebody else was quicker.
    await Promise.all(
      [2, 3, 4].map((max_connections) => api.get('editMailServer', { path, body: { max_connections } })),
    );
    const wrong = await api.asAdmin('createMailServer', { body: { ...body, smtp_port: 70_000 } });
    assert.equal((wrong.body as { faults: { field: string }[] }).faults[0]?.field, 'smtp_port');
    assert.equal((await api.get<{ id: string }>('getMailServer', { path })).id, id);
    const { items } = await api.get<{ items: { id: string }[] }>('listMailServers');
    assert.ok(items.length > 1);
    const turned = items.map((server) => server.id).reverse();
    const ordered = await api.get<{ items: { id: string }[] }>('orderMailServers', { body: { ids: turned } });
    assert.deepEqual(
      ordered.items.map((server) => server.id),
      turned,
    );
    assert.equal(code(await api.asAdmin('orderMailServers', { body: { ids: [id] } })), 'changed_meanwhile');
    await api.get('deleteMailServer', { path });
    assert.equal((await api.get<{ accepted: boolean }>('testMailServer', { body: {} })).accepted, true);
  });

  it('says where letters go with the scopes for mail and settings together, and looks after them with one', async () => {
    const { key } = await api.staff('settings', ['mail:write']);
    const body = { name: 'Elsewhere', smtp_host: 'smtp.elsewhere.test', smtp_port: 587, smtp_encryption: 'starttls' };
    for (const refused of [
      await api.call('createMailServer', { key, body }),
      await api.call('createDkimKey', { key, body: { domain: 'elsewhere.test' } }),
    ]) {
      assert.deepEqual([code(refused), (refused.body as { scope: string }).scope], ['scope_missing', 'settings:write']);
    }
    assert.equal((await api.call('testMailServer', { key, body: {} })).status, 200);
    const { key: both } = await api.staff('settings', ['mail:write', 'settings:write']);
    const made = await api.call('createMailServer', { key: both, body });
    assert.equal(made.status, 201);
    await api.get('deleteMailServer', { path: { id: (made.body as { id: string }).id } });
  });

  it('sends a test letter in the language of whoever owns the key', async () => {
    const { user, key } = await api.staff('settings');
    await api.app.users.editOwn(signedIn(user), { language: 'de', timeZone: 'Europe/Berlin' });
    assert.equal((await api.call('testMailServer', { key, body: { to: 'to-be-read@example.com' } })).status, 200);
    const [letter] = await api.letters('to-be-read@example.com');
    assert.equal(letter?.subject, 'Test-E-Mail von Rekey');
    assert.match(letter.text, /MEZ/);
  });

  it('tries the mail servers of others so often for one person, and mails so many test letters to whoever is named, as it makes signing keys', async () => {
    const { user, key } = await api.staff('settings');
    const test = (body: object) => api.call('testMailServer', { key, body });
    const allBut = (one: number, rule: Rule) =>
      api.app.database.write(async (tx) => {
        const some = Array.from({ length: rule.max - one }, () => [{ rule, of: user.id }]);
        await api.app.throttle.takeEach(tx, some);
      });
    assert.deepEqual([testLetters.max, testLetters.within, tries.max, tries.within], [20, hour, 60, minute]);
    await allBut(1, testLetters);
    assert.equal((await test({ to: 'any@example.com' })).status, 200);
    const refused = await test({ to: 'any@example.com' });
    assert.deepEqual([refused.status, code(refused)], [429, 'limited']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    await allBut(1, { name: 'signing keys made', max: 20, within: hour });
    const make = (domain: string) => api.call('createDkimKey', { key, body: { domain } });
    const last = await make('last.test');
    assert.equal(last.status, 201);
    assert.equal(code(await make('more.test')), 'limited');
    await api.get('deleteDkimKey', { path: { id: (last.body as { id: string }).id } });
    await allBut(3, tries);
    assert.equal((await test({})).status, 200);
    assert.equal(code(await api.call('examineMail', { key: await api.keyOf(user) })), 'limited');
    assert.equal((await api.asAdmin('testMailServer', { body: {} })).status, 200);
  });

  it('examines how letters leave, and is told of which server and which domain, and what to publish', async () => {
    const relay = { name: 'Acme relay', smtp_host: 'smtp.acme.test', smtp_port: 465, smtp_encryption: 'ssl' };
    const { id } = await api.get<{ id: string }>('createMailServer', { body: { ...relay, from: 'rekey@acme.test' } });
    const { findings } = await api.get<{
      findings: { code: string; server?: string; domain?: string; record?: object }[];
    }>('examineMail');
    const found = (code: string) => findings.find((finding) => finding.code === code);
    assert.equal(found('mail_server_failing')?.server, 'Acme relay');
    assert.equal(found('dkim_missing')?.domain, 'acme.test');
    assert.deepEqual(found('spf_missing')?.record, {
      name: 'acme.test',
      type: 'TXT',
      value: 'v=spf1 a:smtp.acme.test ~all',
    });
    await api.get('deleteMailServer', { path: { id } });
    const { key } = await api.staff('settings', ['mail:write']);
    const withheld = await api.call('examineMail', { key });
    assert.deepEqual(withheld.body && (withheld.body as { scope: string }).scope, 'mail:read');
    const enough = await api.staff('settings', ['mail:write', 'mail:read']);
    assert.equal((await api.call('examineMail', { key: enough.key })).status, 200);
  });

  it('reads what a receiver thought of a letter, where somebody judged it', async () => {
    const head = 'Authentication-Results: mx.test; spf=pass smtp.mailfrom=acme.test; dkim=fail header.d=acme.test';
    assert.deepEqual(await api.get('readReceivedLetter', { body: { head } }), {
      by: 'mx.test',
      verdicts: [
        { method: 'spf', result: 'believed', domain: 'acme.test' },
        { method: 'dkim', result: 'not_believed', domain: 'acme.test' },
        { method: 'dmarc', result: 'nothing', domain: null },
      ],
    });
    const unjudged = await api.get('readReceivedLetter', { body: { head: 'Subject: Hello' } });
    assert.deepEqual(unjudged, { by: null, verdicts: [] });
  });

  it('makes a key that signs letters, once others can see it, and never tells its private half', async () => {
    type Key = { id: string; domain: string; state: string; record: { name: string; value: string } };
    const made = await api.asAdmin('createDkimKey', { body: { domain: 'Acme.test' } });
    const { id, domain, state, record } = made.body as Key;
    assert.deepEqual([made.status, domain, state], [201, 'acme.test', 'prepared']);
    assert.equal(code(await api.asAdmin('createDkimKey', { body: { domain } })), 'dkim_key_exists');
    assert.equal(code(await api.asAdmin('createDkimKey', { body: { domain: 'no domain' } })), 'malformed');
    const path = { id };
    assert.equal(code(await api.asAdmin('startSigning', { path })), 'dkim_not_published');
    dns.zone = { ...dns.zone, [`TXT ${record.name}`]: [record.value] };
    assert.equal((await api.get<Key>('startSigning', { path })).state, 'signing');
    const { items } = await api.get<{ items: Key[] }>('listDkimKeys');
    assert.deepEqual(items, [{ ...(made.body as Key), state: 'signing' }]);
    await api.get('deleteDkimKey', { path });
    assert.equal(code(await api.asAdmin('deleteDkimKey', { path })), 'not_found');
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
