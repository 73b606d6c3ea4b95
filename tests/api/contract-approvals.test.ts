import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type Contract, code, openContract } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  before(async () => {
    api = await openContract(engine, 'approvals');
  });
  after(() => api.close());

  it('waits for a second administrator before letters go elsewhere, sees that it waits, and withdraws only its own', async () => {
    const other = await api.staff('settings');
    await api.app.settings.change(api.operator, 'approve_mail_servers', true);
    const body = { name: 'Elsewhere', smtp_host: 'smtp.example.com' };
    const company = { name: 'Elsewhere Ltd', help_name: 'Help', base_url: 'https://elsewhere.example' };
    const asked = await api.asAdmin('createMailServer', { body });
    const led = await api.asAdmin('createCompany', { body: company });
    const relay = { name: 'Known', smtp_host: 'smtp.example.com', smtp_encryption: 'starttls' } as const;
    const { id } = await api.app.mail.servers.create(api.operator, relay);
    const ended = await api.asAdmin('deleteMailServer', { path: { id } });
    const returned = await api.asAdmin('changeSettings', {
      body: { bounce_address: 'bounces@example.com', link_life: 3_600_000 },
    });
    await api.app.settings.change(api.operator, 'approve_mail_servers', false);
    await api.app.mail.servers.remove(api.operator, id);
    for (const answer of [ended, returned]) assert.deepEqual([answer.status, code(answer)], [409, 'approval_needed']);
    const told = await api.app.settings.read(api.app.database.read);
    assert.deepEqual([told.bounce_address, told.link_life], [null, 86_400_000]);
    assert.deepEqual([led.status, code(led)], [409, 'approval_needed']);
    assert.deepEqual([asked.status, code(asked)], [409, 'approval_needed']);
    type Approval = {
      id: string;
      kind: string;
      state: string;
      subject: { label: string };
      changes: { field: string; before: unknown; after: unknown; untold: string | null }[];
      asked_by: { id: string };
    };
    const path = { id: (asked.body as { approval: string }).approval };
    const waiting = (await api.get<{ items: Approval[] }>('listApprovals')).items.find((one) => one.id === path.id);
    assert.deepEqual(
      [waiting?.id, waiting?.kind, waiting?.state, waiting?.subject.label, waiting?.asked_by.id],
      [path.id, 'mail_server', 'waiting', 'Elsewhere', api.admin.user.id],
    );
    const host = { field: 'smtp_host', before: null, after: 'smtp.example.com', untold: null };
    assert.deepEqual(
      waiting?.changes.find(({ field }) => field === 'smtp_host'),
      host,
    );
    for (const search of ['elsewhere', api.admin.user.login, 'smtp.example.com']) {
      const { items } = await api.get<{ items: Approval[] }>('listApprovals', { query: { search } });
      const found = items.some((one) => one.id === path.id);
      assert.ok(found, `by ${search}`);
    }
    const others = await api.call('withdrawApproval', { key: other.key, path });
    assert.deepEqual([code(others), (others.body as { scope: string }).scope], ['scope_missing', 'in person']);
    await api.get('withdrawApproval', { path });
    assert.equal((await api.get<Approval>('getApproval', { path })).state, 'refused');
    assert.equal(code(await api.asAdmin('withdrawApproval', { path })), 'approval_ended');
  });

  it('asks for a change of the mail server as it was then, also where no version is told', async () => {
    const { servers } = api.app.mail;
    const other = await api.staff('settings');
    const relay = { name: 'Relay', smtp_host: 'smtp.example.com', smtp_encryption: 'starttls' } as const;
    const { id, version } = await servers.create(api.operator, relay);
    await api.app.settings.change(api.operator, 'approve_mail_servers', true);
    const body = { smtp_host: 'smtp.elsewhere.example' };
    const { approval } = (await api.asAdmin('editMailServer', { path: { id }, body })).body as { approval: string };
    await servers.edit(api.operator, id, { version, input: { name: 'Renamed since' } });
    await refuses(api.app.approvals.approve(signedIn(other.user), approval), 'changed_meanwhile');
    await api.app.settings.change(api.operator, 'approve_mail_servers', false);
    assert.equal((await servers.read(api.operator, id)).smtp_host, 'smtp.example.com');
    await servers.remove(api.operator, id);
  });

  it('waits for a second administrator before there is another one, or one is reached elsewhere', async () => {
    const other = await api.staff('settings');
    const path = { id: other.user.id };
    await api.app.settings.change(api.operator, 'approve_administrator_resets', true);
    const body = { login: 'accomplice', name: 'Accomplice', email: 'accomplice@example.com', role: 'settings' };
    const asked = [
      await api.asAdmin('createUser', { body }),
      await api.asAdmin('createUser', { body: { ...body, invite: true } }),
      await api.asAdmin('editUser', { path, body: { email: 'mine@example.com' } }),
    ];
    await api.app.settings.change(api.operator, 'approve_administrator_resets', false);
    const { items } = await api.get<{ items: { id: string; kind: string }[] }>('listApprovals');
    assert.deepEqual(
      asked.map((answer) => [
        answer.status,
        code(answer),
        items.find(({ id }) => id === (answer.body as { approval: string }).approval)?.kind,
      ]),
      ['administrator', 'administrator', 'address'].map((kind) => [409, 'approval_needed', kind]),
    );
  });

  it('asks for one thing when it repeats its call, and is told the same request each time', async () => {
    await api.app.settings.change(api.operator, 'approve_administrator_resets', true);
    const body = { login: 'twice', name: 'Twice', email: 'twice@example.com', role: 'settings' };
    const headers = { 'idempotency-key': 'twice' };
    const before = await api.app.approvals.waiting(api.app.database.read);
    const asked = new Set<unknown>();
    for (let count = 0; count < 3; count++) {
      const answer = await api.asAdmin('createUser', { body, headers });
      assert.deepEqual([answer.status, code(answer)], [409, 'approval_needed']);
      asked.add((answer.body as { approval: string }).approval);
    }
    await api.app.settings.change(api.operator, 'approve_administrator_resets', false);
    assert.deepEqual([asked.size, await api.app.approvals.waiting(api.app.database.read)], [1, before + 1]);
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
