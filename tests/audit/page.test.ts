import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { verifications } from '../../src/audit/audit.ts';
import { type Caller, hour, minute, scopes } from '../../src/kernel/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('the audit record, looked through', (engine) => {
  let home: Installation;
  const ann = { id: 'ann', login: 'ann', role: 'access' } as const;
  const times: number[] = [];

  before(async () => {
    home = await openInstallation(engine);
    const { audit, database } = home.app;
    for (let at = 0; at < 7; at++) {
      times.push(home.clock.now());
      await database.write((tx) =>
        audit.recordEach(tx, [
          { caller: strangerAt('192.0.2.7'), entry: { event: 'reset.asked', outcome: at % 2 ? 'limited' : 'done' } },
          {
            caller: signedIn(ann, '192.0.2.8'),
            entry: {
              event: 'job.done',
              subject: { kind: 'user', id: at < 3 ? 'ann' : `bob-${at}`, label: 'somebody' },
            },
          },
          {
            caller: operator,
            entry: { event: 'setting.changed', subject: { kind: 'user', id: 'ann', label: 'ann' } },
          },
        ]),
      );
      home.clock.advance(minute);
    }
  });
  after(() => home.close());

  const page = (query: Parameters<typeof home.app.audit.page>[1], turn = {}) =>
    home.app.audit.page(operator, query, { limit: 4, ...turn });
  const count = async (query: Parameters<typeof home.app.audit.count>[1]) =>
    (await home.app.audit.count(operator, query)).count;

  it('is turned from the first page to the last and back, and every event is met once', async () => {
    const query = { events: ['reset.asked', 'setting.changed'] };
    const met: string[] = [];
    let turned = await page(query);
    for (;;) {
      met.push(...turned.rows.map(({ id }) => id));
      if (turned.next === undefined) break;
      turned = await page(query, { after: turned.next });
    }
    assert.equal(new Set(met).size, 14);
    assert.deepEqual(met, met.toSorted().reverse());
    const last = await page(query, { last: true });
    assert.deepEqual(
      last.rows.map(({ id }) => id),
      met.slice(-4),
    );
    const before = await page(query, { before: last.previous });
    assert.deepEqual(
      before.rows.map(({ id }) => id),
      met.slice(-8, -4),
    );
  });

  it('is narrowed to what somebody did and what was done to them, each event once', async () => {
    assert.equal(await count({ people: { ids: ['ann'] } }), 14);
    const { rows } = await page({ people: { ids: ['ann'] } }, { limit: 100 });
    assert.equal(new Set(rows.map(({ id }) => id)).size, 14);
    assert.deepEqual((await page({ people: { ids: [] } })).rows, []);
    assert.equal(await count({ people: { ids: [] } }), 0);
  });

  it('is narrowed to whoever was called so, whoever has the name by now', async () => {
    const met = async (query: Parameters<typeof page>[0]) => (await page(query, { limit: 100 })).rows.length;
    const queries = [
      { people: { ids: [], called: 'SomeBody' } },
      { people: { ids: ['ann'], called: 'somebody' } },
      { people: { ids: [], called: 'Ann' } },
      { people: { ids: [], called: 'ann', as: 'subject' } },
      { people: { ids: [], called: 'nobody' } },
      { people: { ids: ['ann'], called: 'somebody' }, events: ['setting.changed'] },
    ] as const;
    for (const [at, wanted] of [7, 14, 14, 7, 0, 7].entries()) {
      const query = queries[at] ?? {};
      assert.deepEqual([await met(query), await count(query)], [wanted, wanted], JSON.stringify(query));
    }
  });

  it('is narrowed to a name however its letters are written, in any script', async () => {
    const { audit, database } = home.app;
    const labels = ['ÜNAL', 'Zoë@Bücher.example', 'Ἀθηνᾶ', 'karl'];
    await database.write((tx) =>
      audit.recordEach(
        tx,
        labels.map((label) => ({
          caller: signedIn({ id: 'actor', login: label, role: 'access' }),
          entry: { event: 'user.archived', subject: { kind: 'user', id: 'gone', label } },
        })),
      ),
    );
    const typed = ['ünal', 'U\u0308nal ', 'zoë@xn--bcher-kva.example', 'ἈΘΗΝᾶ', 'KARL'];
    for (const called of typed) assert.equal(await count({ people: { ids: [], called } }), 1, called);
    // Neither another letter nor one that only looks like it.
    for (const called of ['unal', '\u212aarl']) assert.equal(await count({ people: { ids: [], called } }), 0, called);
  });

  it('is narrowed by outcome, address, event and period together', async () => {
    assert.equal(await count({ outcome: 'refused', events: ['reset.asked'] }), 3);
    assert.equal(await count({ outcome: 'done', address: '192.0.2.7' }), 4);
    assert.equal(await count({ events: ['setting.changed'], from: times[2], until: times[5] }), 3);
  });

  it('is exported whole, and that is an event, too', async () => {
    const events: string[] = [];
    for await (const { id } of await home.app.audit.export(operator, { events: ['job.done'] })) events.push(id);
    assert.equal(events.length, 7);
    assert.equal(await count({ events: ['audit.exported'] }), 1);
  });

  it('says how far it is sealed', async () => {
    const before = await home.app.audit.sealState(operator);
    assert.equal(before.sealed, undefined);
    assert.ok(before.unsealed > 20);
    while ((await home.app.audit.seal()) !== 'idle');
    const { sealed, unsealed } = await home.app.audit.sealState(operator);
    assert.equal(unsealed, 0);
    assert.deepEqual(sealed, { upTo: before.unsealed, at: home.clock.now() });
  });

  it('is verified so often in an hour for one person and their keys, and without end on the command line', async () => {
    const { audit } = home.app;
    const clerk = signedIn({ id: 'clerk', login: 'clerk', role: 'access' });
    const key = { id: 'key', name: 'Watch', scopes, expiresAt: home.clock.now() + hour };
    const program: Caller = { ...clerk, actor: { kind: 'user', id: 'clerk', label: 'clerk', role: 'access', key } };
    for (let times = 0; times < verifications.max; times++) await audit.verify(times % 2 ? clerk : program);
    assert.equal((await refuses(audit.verify(clerk), 'limited')).details.retryAfter, hour / 1_000);
    await refuses(audit.verify(program), 'limited');
    await audit.verify(anybodyWith('access'));
    for (let times = 0; times <= verifications.max; times++) await audit.verify(operator);
    home.clock.advance(hour);
    await audit.verify(clerk);
  });

  it('is shown to nobody below Access Rights', async () => {
    const caller = anybodyWith('helpdesk');
    await refuses(home.app.audit.page(caller, {}, { limit: 4 }), 'forbidden');
    await refuses(home.app.audit.count(caller, {}), 'forbidden');
    await refuses(home.app.audit.find(caller, 'any'), 'forbidden');
    await refuses(home.app.audit.export(caller, {}), 'forbidden');
    await refuses(home.app.audit.sealState(caller), 'forbidden');
  });
});
