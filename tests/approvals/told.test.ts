import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { type Caller, day, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type OpenedApprovals, openApprovals, password, relay } from './opened.ts';

onEveryEngine('what a second administrator is told before deciding', (engine) => {
  let home: OpenedApprovals;
  let ada: User;
  let sam: User;
  let lee: User;
  before(async () => {
    home = await openApprovals(engine);
    const { person } = home;
    [ada, sam, lee] = [await person('ada', 'settings'), await person('sam', 'settings'), await person('lee', 'access')];
  });
  after(() => home.close());

  /** Each change of a request as `FIELD: BEFORE → AFTER`. */
  const changesOf = async (id: string) =>
    (await home.app.approvals.find(home.operator, id)).changes.map(({ field, before, after, untold }) =>
      untold ? `${field}: ${untold}` : `${field}: ${before} → ${after}`,
    );
  /** That the role comes with a new password, by a link to the email that staff gave. */
  const given = (at: number) => `email_given_at: null → ${new Date(at).toISOString()}`;
  const detailsOf = async (id: string) =>
    (await home.app.audit.list(home.operator, { event: 'approval.asked' })).items.find(
      ({ details }) => details['approval'] === id,
    )?.details ?? {};
  /** The newest letter that tells of requests, on one line. */
  const letter = async () => {
    await home.later(minute);
    const [newest] = (await home.letters('sam@example.com')).filter(({ subject }) => /approval needed/.test(subject));
    return { text: (newest?.text ?? '').replaceAll(/\s+/g, ' '), html: newest?.html ?? '' };
  };
  /** A key of another administrator's. */
  const program = (): Caller => {
    const key = { id: 'key', name: 'Reader', scopes: ['audit:read' as const], expiresAt: home.clock.now() + day };
    return { ...signedIn(sam), actor: { kind: 'user', id: sam.id, label: sam.login, role: sam.role, key } };
  };
  const refuseAll = async (...ids: string[]) => {
    for (const id of ids) await home.app.approvals.refuse(signedIn(sam), id);
  };

  it('is where a mail server leads and how, and never its password', async () => {
    const input = {
      name: 'Known relay (new certificate)',
      smtp_host: 'mx.evil.example',
      smtp_port: 25,
      smtp_encryption: 'none' as const,
      none_confirmed: true,
      smtp_user: 'rekey',
      smtp_pass: 'Relay-opens-here-41',
    };
    const id = await home.pending(home.app.mail.servers.create(signedIn(ada), input));
    const changes = await changesOf(id);
    for (const told of ['smtp_host: null → mx.evil.example', 'smtp_encryption: null → none', 'smtp_pass: changed']) {
      assert.ok(changes.includes(told), changes.join());
    }
    const details = await detailsOf(id);
    assert.deepEqual([details['smtp_host_after'], details['smtp_pass']], ['mx.evil.example', 'changed']);
    assert.doesNotMatch(await home.everythingStored(), /Relay-opens-here/);
    const { text, html } = await letter();
    assert.match(text.replaceAll('\u2060', ''), /Mail server: mx\.evil\.example/);
    assert.match(text, /Encryption: none, in clear/);
    assert.match(text, /Password, key or certificate: another one/);
    for (const form of [text, html]) assert.doesNotMatch(form, /mx\.evil\.example|Relay-opens/);
    await refuseAll(id);
  });

  it('is as whom a mail server is signed in to, which the record does not tell', async () => {
    const { servers } = home.app.mail;
    const { id, version } = await servers.create(home.operator, { ...relay, active: false });
    const input = { smtp_user: 'ada@elsewhere.example', smtp_pass: 'Relay-opens-there-52' };
    const asked = await home.pending(servers.edit(signedIn(ada), id, { version, input }));
    assert.deepEqual(await changesOf(asked), [
      'smtp_host: null → 127.0.0.1',
      'smtp_user: rekey → ada@elsewhere.example',
      'smtp_pass: changed',
    ]);
    assert.equal((await detailsOf(asked))['smtp_user'], 'changed');
    const { text } = await letter();
    assert.match(text.replaceAll('\u2060', ''), /Username: ada@elsewhere\.example, so far rekey/);
    await refuseAll(asked);
    assert.ok((await changesOf(asked)).includes('smtp_user: changed'));
    await servers.remove(home.operator, id);
  });

  it('is where letters of a company come from and its links lead, whatever it is called by whoever asks', async () => {
    const { users } = home.app;
    const addresses = { baseUrl: 'https://links.elsewhere.example', senderAddress: 'it@elsewhere.example' };
    const help = { name: 'Help desk' };
    const form = { name: 'Elsewhere', language: 'en', help, ...addresses };
    const { id } = await users.saveCompany(home.operator, { form });
    await users.saveCompany(signedIn(ada), { id, form: { name: 'Lumen Ltd' } });
    const eve = { login: 'eve', name: 'Eve', email: 'eve@example.com', role: 'settings', company: id } as const;
    const ids = [
      await home.pending(users.edit(signedIn(ada), sam.id, { change: { company: id } })),
      await home.pending(users.create(signedIn(ada), eve)),
    ];
    const told = 'Lumen Ltd (https://links.elsewhere.example, it@elsewhere.example)';
    assert.deepEqual(await changesOf(ids[0] ?? ''), [`company: Lumen → ${told}`]);
    assert.ok((await changesOf(ids[1] ?? '')).includes(`company: null → ${told}`));
    await refuseAll(...ids);
  });

  it('is told to a program as the record tells it: it decides nothing', async () => {
    const { approvals, mail, users } = home.app;
    const eve = { login: 'eve', name: 'Eve Marlow', email: 'eve@elsewhere.example', role: 'settings' } as const;
    const ids = [
      await home.pending(users.create(signedIn(ada), eve)),
      await home.pending(mail.servers.create(signedIn(ada), relay)),
    ];
    const told = JSON.stringify([
      await approvals.find(program(), ids[0] ?? ''),
      ...(await approvals.list(program())).filter(({ id }) => ids.includes(id)),
    ]);
    assert.doesNotMatch(told, /Marlow|eve@|"rekey"/);
    assert.match(told, /e…@elsewhere\.example/);
    await refuseAll(...ids);
  });

  it('is told to a program in the same words once it is decided', async () => {
    const { approvals, mail, users } = home.app;
    const { id, version } = await mail.servers.create(home.operator, { ...relay, active: false });
    const input = { smtp_user: 'ada@elsewhere.example', smtp_pass: 'Relay-opens-there-52' };
    const ids = [
      await home.pending(mail.servers.edit(signedIn(ada), id, { version, input })),
      await home.pending(users.edit(signedIn(ada), sam.id, { change: { login: 'samuel', email: 's@example.net' } })),
    ];
    const told = () => Promise.all(ids.map(async (one) => (await approvals.find(program(), one)).changes));
    const before = await told();
    await refuseAll(...ids);
    assert.deepEqual(await told(), before);
    await mail.servers.remove(home.operator, id);
  });

  it('is the host of a mail server also where it stays, whatever the server is called by whoever asks', async () => {
    const { servers } = home.app.mail;
    const { id, version } = await servers.create(home.operator, { ...relay, active: false });
    await servers.edit(signedIn(ada), id, { version, input: { name: 'The other relay of Lumen' } });
    const asked = await home.pending(
      servers.edit(signedIn(ada), id, { version: version + 1, input: { active: true } }),
    );
    assert.deepEqual(await changesOf(asked), ['smtp_host: null → 127.0.0.1', 'active: false → true']);
    await refuseAll(asked);
    await servers.remove(home.operator, id);
  });

  it('is the order of mail servers by their names and hosts, and what of one ends', async () => {
    const { servers } = home.app.mail;
    const first = await servers.create(home.operator, { ...relay, name: 'First', sequence: 100 });
    const second = await servers.create(home.operator, { ...relay, name: 'Second', sequence: 200 });
    const turned = (await servers.list(home.operator)).map(({ id }) => id).slice(0, -2);
    const moved = await home.pending(servers.order(signedIn(ada), [...turned, second.id, first.id]));
    assert.deepEqual(await changesOf(moved), [
      'order: test (127.0.0.1), First (127.0.0.1), Second (127.0.0.1) → test (127.0.0.1), Second (127.0.0.1), First (127.0.0.1)',
    ]);
    const ended = await home.pending(servers.remove(signedIn(ada), first.id));
    assert.ok((await changesOf(ended)).includes('smtp_host: 127.0.0.1 → null'));
    const { text } = await letter();
    assert.match(text.replaceAll('\u2060', ''), /Mail server: none any more, so far 127\.0\.0\.1/);
    await refuseAll(moved, ended);
  });

  it('is the role and the email, where both are changed at once, and the email is not kept for longer than it waits', async () => {
    const { users, approvals } = home.app;
    const change = { role: 'settings', email: 'promoted@elsewhere.example', name: 'Lee Promoted' } as const;
    const id = await home.pending(users.edit(signedIn(ada), lee.id, { change }));
    assert.deepEqual(await changesOf(id), [
      'person: Person lee → Lee Promoted',
      'login: null → lee',
      'email: lee@example.com → promoted@elsewhere.example',
      'role: access → settings',
      'company: null → Lumen',
      given(home.clock.now()),
    ]);
    const masked = [
      'person: changed',
      'email: l…@example.com → p…@elsewhere.example',
      'role: access → settings',
      'company: null → Lumen',
    ];
    const asked = home.clock.now();
    const { email_after, person, role_after } = await detailsOf(id);
    assert.deepEqual([email_after, person, role_after], ['p…@elsewhere.example', 'changed', 'settings']);
    const { text } = await letter();
    assert.match(text.replaceAll('\u2060', ''), /Email: promoted@elsewhere\.example, so far lee@example\.com/);
    assert.match(text, /Role: Settings, so far Access Rights/);
    assert.match(text, /The page tells more\./);
    assert.doesNotMatch(text, /elsewhere\.example/);
    await approvals.refuse(signedIn(sam), id);
    assert.deepEqual(await changesOf(id), [...masked, given(asked)]);
    const later = home.clock.now();
    const old = await home.pending(users.edit(signedIn(ada), lee.id, { change }));
    await home.later(24 * 60 * minute);
    await approvals.sweep(createPiecemeal(home.app));
    assert.deepEqual(await changesOf(old), [...masked, given(later)]);
  });

  it('is where letters of somebody go who is to be an administrator, and whether that is new', async () => {
    const { users } = home.app;
    const cal = await home.confirmed({ login: 'cal', email: 'cal@example.com', role: 'user', password });
    const raise = () => home.pending(users.edit(signedIn(ada), cal.id, { change: { role: 'settings' } }));
    const company = 'company: null → Lumen';
    const usual = ['login: null → cal', 'email: null → cal@example.com', 'role: user → settings', company];
    const before = await raise();
    assert.deepEqual(await changesOf(before), usual);
    await users.edit(signedIn(ada), cal.id, { change: { email: 'cal@elsewhere.example' } });
    const at = home.clock.now();
    const lately = await raise();
    assert.deepEqual(await changesOf(lately), [
      'login: null → cal',
      'email: null → cal@elsewhere.example',
      'role: user → settings',
      company,
      `email_changed_at: null → ${new Date(at).toISOString()}`,
      given(at),
    ]);
    const { text } = await letter();
    assert.match(text.replaceAll('\u2060', ''), /Email: cal@elsewhere\.example/);
    const moment = home.app.locale.in('en').moment(at, 'UTC');
    assert.ok(text.includes(`Email changed on: ${moment}`), text);
    assert.ok(text.includes(`New password by a link, because staff changed the email on: ${moment}`), text);
    await home.app.database.write((tx) =>
      users.changeEmail(tx, home.operator, { ...cal, version: 3 }, { email: 'cal@example.com', by: 'taken_back' }),
    );
    await users.archive(home.operator, cal.id);
    await users.edit(home.operator, cal.id, { change: { role: 'settings' } });
    const back = await home.pending(users.unarchive(signedIn(ada), cal.id));
    assert.match(
      (await changesOf(back)).join(),
      /email: null → cal@example\.com,company: null → Lumen,email_changed_at: null → 2/,
    );
    await refuseAll(before, lately, back);
    await home.later(8 * day);
    const late = await home.pending(users.unarchive(signedIn(ada), cal.id));
    assert.doesNotMatch((await changesOf(late)).join(), /email_changed_at/);
    await refuseAll(late);
  });

  it('marks what is not seen, and tells the domain that machines go by', async () => {
    const { approvals, mail, users } = home.app;
    const riser = await home.adopted({ login: 'ri\u200bser', email: `${'c'.repeat(60)}@\u0435xample.com` });
    const ids = [
      await home.pending(users.edit(signedIn(ada), riser.id, { change: { role: 'settings' } })),
      await home.pending(
        mail.servers.create(signedIn(ada), {
          name: 'Relay',
          smtp_host: '127.0.0.1',
          smtp_port: 2525,
          smtp_encryption: 'starttls',
          from: 'it@lum\u0435n.example',
          from_filter: 'lum\u0435n.example',
        }),
      ),
    ];
    const text = (await letter()).text.replaceAll('\u2060', '');
    assert.match(text, /Login: ri‹U\+200B›ser/);
    assert.match(text, /Email: c{60}@\u0435xample\.com \(xn--xample-2of\.com\)/);
    assert.match(text, /Sender: it@lum\u0435n\.example \(xn--lumn-x4d\.example\)/);
    assert.match(text, /Only for senders: lum\u0435n\.example \(xn--lumn-x4d\.example\)/);
    assert.equal((await approvals.find(home.operator, ids[0] ?? '')).subject.label, 'ri\u200bser');
    await refuseAll(...ids);
  });

  it('is who becomes an administrator, whom a link goes to, where links lead and what is switched off', async () => {
    const { users, resets, factors, settings, database } = home.app;
    const eve = { login: 'eve', name: 'Eve', email: 'eve@elsewhere.example', role: 'settings' } as const;
    const back = await home.confirmed({ login: 'back', email: 'back@example.com', role: 'settings', password });
    await users.archive(home.operator, back.id);
    const [company] = await users.companies(database.read);
    const form = { baseUrl: 'https://evil.example', senderAddress: 'it@evil.example' };
    const off = { approve_administrator_resets: false, approve_mail_servers: false, link_life: 10 * minute };
    const how = { identityCheck: 'called_back', note: 'Rang the desk' };
    const asked = [
      await home.pending(users.create(signedIn(ada), eve)),
      await home.pending(users.unarchive(signedIn(ada), back.id)),
      await home.pending(resets.send(signedIn(ada), lee.id, { identityCheck: 'called_back' })),
      await home.pending(factors.removeAll(signedIn(ada), sam.id, how)),
      await home.pending(users.saveCompany(signedIn(ada), { id: company?.id, form })),
      await home.pending(settings.changeSeveral(signedIn(ada), off)),
    ];
    assert.deepEqual(await Promise.all(asked.map(changesOf)), [
      [
        'login: null → eve',
        'person: null → Eve',
        'email: null → eve@elsewhere.example',
        'role: null → settings',
        'company: null → Lumen',
      ],
      [
        'state: archived → confirmed',
        'role: null → settings',
        'login: null → back',
        'email: null → back@example.com',
        'company: null → Lumen',
      ],
      ['email: null → lee@example.com', 'identity_check: null → called_back'],
      ['identity_check: null → called_back', 'note: null → Rang the desk'],
      ['sender_address: null → it@evil.example', 'base_url: null → https://evil.example'],
      [
        'link_life: 86400000 → 600000',
        'approve_administrator_resets: true → false',
        'approve_mail_servers: true → false',
      ],
    ]);
    const { text } = await letter();
    const plain = text.replaceAll('\u2060', '');
    assert.match(plain, /Links lead to: https:\/\/evil\.example/);
    assert.match(plain, /Letters come from: it@evil\.example/);
    assert.match(plain, /Second administrator for mail servers: no, so far yes/);
    assert.doesNotMatch(text, /evil\.example|elsewhere\.example/);
    await refuseAll(...asked);
  });
});
