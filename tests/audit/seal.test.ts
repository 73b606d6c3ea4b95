import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Database, migrate, openDatabase, type Tx } from '../../src/database/index.ts';
import { newId, systemRandom } from '../../src/kernel/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { anybodyWith, operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { numbered } from './numbered.ts';
import { sealedRecord, secretsOf } from './sealed-record.ts';

onEveryEngine('the sealed record', (engine) => {
  const held = sealedRecord(engine);
  const { record, recordMany, sealTwoBatches, sealAll, rowAt, tamper, change, found, auditWith } = held;
  const positions = async (): Promise<(number | null)[]> => {
    const events = held.database.read.selectFrom('audit_events').select('position').orderBy('position');
    return (await events.execute()).map((row) => row.position);
  };
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

  it('numbers events from 1 without a gap, signs each batch and counts what waits', async () => {
    await sealTwoBatches();
    await record('one.more');
    assert.deepEqual(await positions().then((all) => all.filter((one) => one !== null)), upTo(8));
    const { end, ...counted } = await held.audit.verify(operator);
    assert.deepEqual(counted, { first: 1, sealed: 8, unsealed: 1, checkpoints: 2, findings: [] });
    assert.equal(end?.position, 8);
    assert.equal(end?.digest, (await rowAt(8)).digest);
  });

  it('is verified a part at a time, so that others are served meanwhile', async () => {
    await sealTwoBatches();
    let served = false;
    setImmediate(() => {
      served = true;
    });
    await held.audit.verify(operator);
    assert.ok(served);
  });

  it('is fine while it is empty, and nothing is written when there is nothing to seal', async () => {
    const idle = auditWith(anySecrets, { ...held.database, write: () => assert.fail('it wrote') });
    assert.equal(await idle.seal(), 'idle');
    const empty = { first: 1, sealed: 0, unsealed: 0, checkpoints: 0, end: null, findings: [] };
    assert.deepEqual(await held.audit.verify(operator), empty);
    await record('one');
    await sealAll();
    assert.equal(await idle.seal(), 'idle');
  });

  it('may be verified by whoever may read the record', async () => {
    await held.audit.verify(anybodyWith('access'));
    await refuses(held.audit.verify(anybodyWith('helpdesk')), 'forbidden');
  });

  it('has no gap and no fork when many write and two seal at once', async () => {
    const written = Promise.all(Array.from({ length: 300 }, (_, number) => record(`event.${number}`)));
    const sealers = [held.audit, auditWith(anySecrets)].map(async (sealer) => {
      for (let turn = 0; turn < 20; turn++) {
        await sealer.seal();
        await new Promise(setImmediate);
      }
    });
    await Promise.all([written, ...sealers]);
    await Promise.all([sealAll(), sealAll(auditWith(anySecrets))]);
    await sealAll();
    assert.deepEqual(await positions(), upTo(300));
    assert.equal(await found(), undefined);
  });

  it('seals long lines in batches and is verified page by page', async () => {
    await held.database.write(async (tx) => {
      for (let number = 0; number < 2_100; number++) await held.audit.record(tx, operator, { event: numbered(number) });
    });
    assert.equal(await held.audit.seal(), 'full');
    await sealAll();
    const { sealed, findings, checkpoints } = await held.audit.verify(operator);
    assert.deepEqual([sealed, findings, checkpoints], [2_100, [], 9]);
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', '=', 1_001).execute());
    assert.deepEqual(await found(), ['missing', 1_001, 1_001]);
  });

  it('gives events that become visible late the next position, however old they are', async () => {
    const old = newId(held.clock, systemRandom);
    await sealTwoBatches();
    const { position, digest, ...row } = await rowAt(1);
    assert.ok(position && digest);
    await held.database.write((tx) =>
      tx
        .insertInto('audit_events')
        .values({ ...row, id: old })
        .execute(),
    );
    await sealAll();
    assert.equal((await rowAt(9)).id, old);
    assert.equal(await found(), undefined);
  });

  it('leaves nothing of a batch whose transaction did not commit', async () => {
    await recordMany(3);
    const cut = (body: (tx: Tx) => Promise<unknown>) =>
      held.database.write(async (tx) => {
        await body(tx);
        throw new Error('cut short');
      });
    const dying = auditWith(anySecrets, { ...held.database, write: cut as Database['write'] });
    await assert.rejects(dying.seal(), /cut short/);
    assert.deepEqual(await positions(), [null, null, null]);
    assert.equal((await held.audit.verify(operator)).unsealed, 3);
    await sealAll();
    assert.deepEqual(await positions(), upTo(3));
    assert.equal(await found(), undefined);
  });

  it('is verified while others go on sealing', async () => {
    await sealTwoBatches();
    let more = true;
    const sealing = (async () => {
      while (more) {
        await record('meanwhile');
        await held.audit.seal();
      }
    })();
    for (let turn = 0; turn < 20; turn++) assert.equal(await found(), undefined);
    more = false;
    await sealing;
  });

  it('cannot be vouched for by another secret, nor continued by it', async () => {
    await sealTwoBatches();
    const stranger = auditWith(secretsOf('x'));
    assert.deepEqual(await found(stranger), ['other_secret', 1, 8]);
    await record('later');
    assert.equal(await stranger.seal(), 'false_end');
    assert.equal(await found(), undefined);
  });

  it('is verified across rotations of the secret', async () => {
    await recordMany(2);
    await sealAll(auditWith(secretsOf('a')));
    const rotated = auditWith(secretsOf('b', 'a'));
    assert.equal(await found(rotated), undefined);
    await recordMany(2);
    await sealAll(rotated);
    assert.equal(await found(rotated), undefined);
    const again = auditWith(secretsOf('c', 'b'));
    assert.equal(await again.seal(), 'idle');
    const alone = auditWith(secretsOf('c'));
    assert.equal(await found(alone), undefined, 'the end was signed anew although nothing was to be sealed');
    await change(1, { outcome: 'forbidden' });
    assert.deepEqual(await found(alone), ['changed', 1, 1]);
  });

  if (engine.name === 'PostgreSQL') {
    it('gives an event of a long transaction a position once it commits', async () => {
      const began = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const long = held.database.write(async (tx) => {
        await held.audit.record(tx, operator, { event: numbered(0) });
        began.resolve();
        await goOn.promise;
      });
      await began.promise;
      await sealTwoBatches();
      goOn.resolve();
      await long;
      await sealAll();
      assert.equal((await rowAt(9)).event, 'event.0');
      assert.equal(await found(), undefined);
    });
  }

  it('is sealed by two processes on one database without a fork', async () => {
    const place = await engine.place();
    const both = [await openDatabase(place.url), await openDatabase(place.url)];
    try {
      await migrate(both[0] ?? held.database);
      const work = both.map(async (one) => {
        const own = auditWith(anySecrets, one);
        for (let turn = 0; turn < 25; turn++) {
          await one.write((tx) => own.record(tx, operator, { event: numbered(turn) }));
          await own.seal();
        }
        await sealAll(own);
      });
      await Promise.all(work);
      const { sealed, unsealed, findings } = await auditWith(anySecrets, both[0]).verify(operator);
      assert.deepEqual([sealed, unsealed, findings], [50, 0, []]);
    } finally {
      for (const one of both) await one.close();
      await place.remove();
    }
  });
});
