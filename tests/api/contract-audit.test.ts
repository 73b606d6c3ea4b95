import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { verifications } from '../../src/audit/audit.ts';
import { onEveryEngine } from '../engines.ts';
import { type Contract, code, openContract } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  before(async () => {
    api = await openContract(engine, 'audit');
  });
  after(() => api.close());

  it('reads the record by what came of it and by when', async () => {
    type Events = { items: { event: string; outcome: string; at: string }[] };
    const user = await api.somebody();
    const key = await api.keyOf(user, ['users:read']);
    assert.equal(code(await api.call('listUsers', { key })), 'forbidden');
    const { items: refused } = await api.get<Events>('listAuditEvents', { query: { outcome: 'refused' } });
    assert.ok(refused.length > 0 && refused.every(({ outcome }) => outcome !== 'done'));
    api.clock.advance(1_000);
    const now = new Date(api.clock.now()).toISOString();
    await api.get('createUser', { body: { login: 'made-later', name: 'Made Later' } });
    const { items: later } = await api.get<Events>('listAuditEvents', { query: { from: now } });
    assert.ok(later.some(({ event }) => event === 'user.created') && later.every(({ at }) => at >= now));
    const { items: earlier } = await api.get<Events>('listAuditEvents', { query: { until: now } });
    assert.ok(earlier.length > 0 && earlier.every(({ at }) => at < now));
  });

  it('reads what one person did and what was done to them', async () => {
    const { user, key } = await api.staff('access');
    const other = await api.somebody();
    await api.get('archiveUser', { key, path: { id: other.id } });
    await api.get('endSessions', { query: { user_id: user.id } });
    type Events = { items: { actor: { id: string | null }; subject: { id: string | null } | null }[] };
    const { items } = await api.get<Events>('listAuditEvents', { query: { user_id: user.id } });
    const sides = items.map(({ actor, subject }) => (actor.id === user.id ? 'by' : subject?.id === user.id && 'to'));
    assert.deepEqual([...new Set(sides)].sort(), ['by', 'to']);
  });

  it('reads what concerns somebody by the login of then, when they have another one, or are not there any more', async () => {
    type Events = { items: { event: string; subject: { label: string | null } | null }[] };
    const gone = await api.somebody();
    await api.get('editUser', { path: { id: gone.id }, body: { version: gone.version, login: 'renamed-since' } });
    const found = async (search: string) => {
      const { items } = await api.get<Events>('listAuditEvents', { query: { search } });
      return items.map(({ event }) => event);
    };
    assert.deepEqual(await found('renamed-since'), ['user.edited']);
    assert.deepEqual(await found(gone.login), ['user.edited']);
    assert.deepEqual(await found('nobody-at-all'), []);
    const both = { query: { search: 'renamed-since', user_id: gone.id } };
    assert.equal((await api.asAdmin('listAuditEvents', both)).status, 400);
  });

  it('reads the record, page by page', async () => {
    const first = await api.get<{ items: { id: string }[]; next: string }>('listAuditEvents', {
      query: { limit: '2' },
    });
    const query = { limit: '2', cursor: first.next };
    const second = await api.get<{ items: { id: string }[] }>('listAuditEvents', { query });
    assert.equal(new Set([...first.items, ...second.items].map(({ id }) => id)).size, 4);
    const [event] = second.items;
    assert.deepEqual(await api.get('getAuditEvent', { path: { id: event?.id ?? '' } }), event);
    const unknown = '0190a1b2-0000-7000-8000-000000000000';
    assert.equal((await api.asAdmin('getAuditEvent', { path: { id: unknown } })).status, 404);
  });

  it('verifies the record, and is told which event was changed', async () => {
    await api.app.audit.seal();
    type Told = { sealed: number; findings: { fault: string; position: number; id: string }[] };
    const sound = await api.get<Told>('verifyAuditEvents');
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
    const changed = await api.get<Told>('verifyAuditEvents');
    assert.deepEqual([changed.sealed, changed.findings], [1, [{ fault: 'changed', position: 2, through: 2, id }]]);
    await rename(actor_label);
  });

  it('verifies the record so often for one person, and is told when to come again', async () => {
    const { user, key } = await api.staff('access');
    const most = Array.from({ length: verifications.max }, () => [{ rule: verifications, of: user.id }]);
    await api.app.database.write((tx) => api.app.throttle.takeEach(tx, most));
    const refused = await api.call('verifyAuditEvents', { key });
    assert.deepEqual([refused.status, code(refused)], [429, 'limited']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
