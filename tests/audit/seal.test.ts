import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { link } from '../../src/audit/chain.ts';
import { type Audit, type AuditFinding, createAudit, type Fault } from '../../src/audit/index.ts';
import { type Database, migrate, openDatabase, type Tx } from '../../src/database/index.ts';
import { createSecrets, type EventName, newId, type Secrets, systemRandom } from '../../src/kernel/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { anybodyWith, operator } from '../callers.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';
import { refuses } from '../refuses.ts';
import { numbered } from './numbered.ts';

const clock = movedClock();
const secretsOf = (secret: string, previous?: string): Secrets =>
  createSecrets(secret.repeat(32), previous?.repeat(32), systemRandom);

onEveryEngine('the sealed record', (engine: Engine) => {
  let database: Database;
  let audit: Audit;
  const auditWith = (secrets: Secrets, on = database): Audit =>
    createAudit({ database: on, clock, random: systemRandom, secrets });
  beforeEach(async () => {
    database = await engine.open();
    audit = auditWith(anySecrets);
  });
  afterEach(() => database.close());

  const record = (event: string) => database.write((tx) => audit.record(tx, operator, { event: event as EventName }));
  const recordMany = async (count: number): Promise<void> => {
    for (let number = 1; number <= count; number++) await record(numbered(number));
  };
  /** Two batches: positions 1 to 4 and 5 to 8. */
  const sealTwoBatches = async (): Promise<void> => {
    for (let batch = 0; batch < 2; batch++) {
      await recordMany(4);
      assert.equal(await audit.seal(), 'some');
    }
  };
  const sealAll = async (by = audit): Promise<void> => {
    while ((await by.seal()) !== 'idle');
  };
  const positions = async (): Promise<(number | null)[]> => {
    const rows = await database.read.selectFrom('audit_events').select('position').orderBy('position').execute();
    return rows.map((row) => row.position);
  };
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
  const rowAt = (position: number) =>
    database.read.selectFrom('audit_events').selectAll().where('position', '=', position).executeTakeFirstOrThrow();
  const tamper = (body: (tx: Tx) => Promise<unknown>) => database.write(body);
  const change = (position: number, to: Partial<Awaited<ReturnType<typeof rowAt>>>) =>
    tamper((tx) => tx.updateTable('audit_events').set(to).where('position', '=', position).execute());
  const found = async (by = audit): Promise<[Fault, number, number] | undefined> => {
    const { findings } = await by.verify(operator);
    assert.ok(findings.length <= 1);
    return findings.map(({ fault, position, through }: AuditFinding): [Fault, number, number] => [
      fault,
      position,
      through,
    ])[0];
  };

  it('numbers events from 1 without a gap, signs each batch and counts what waits', async () => {
    await sealTwoBatches();
    await record('one.more');
    assert.deepEqual(await positions().then((all) => all.filter((one) => one !== null)), upTo(8));
    const { end, ...counted } = await audit.verify(operator);
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
    await audit.verify(operator);
    assert.ok(served);
  });

  it('is fine while it is empty, and nothing is written when there is nothing to seal', async () => {
    const idle = auditWith(anySecrets, { ...database, write: () => assert.fail('it wrote') });
    assert.equal(await idle.seal(), 'idle');
    const empty = { first: 1, sealed: 0, unsealed: 0, checkpoints: 0, end: null, findings: [] };
    assert.deepEqual(await audit.verify(operator), empty);
    await record('one');
    await sealAll();
    assert.equal(await idle.seal(), 'idle');
  });

  it('may be verified by whoever may read the record', async () => {
    await audit.verify(anybodyWith('access'));
    await refuses(audit.verify(anybodyWith('helpdesk')), 'forbidden');
  });

  it('has no gap and no fork when many write and two seal at once', async () => {
    const written = Promise.all(Array.from({ length: 300 }, (_, number) => record(`event.${number}`)));
    const sealers = [audit, auditWith(anySecrets)].map(async (sealer) => {
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
    await database.write(async (tx) => {
      for (let number = 0; number < 2_100; number++) await audit.record(tx, operator, { event: numbered(number) });
    });
    assert.equal(await audit.seal(), 'full');
    await sealAll();
    const { sealed, findings, checkpoints } = await audit.verify(operator);
    assert.deepEqual([sealed, findings, checkpoints], [2_100, [], 9]);
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', '=', 1_001).execute());
    assert.deepEqual(await found(), ['missing', 1_001, 1_001]);
  });

  it('gives events that become visible late the next position, however old they are', async () => {
    const old = newId(clock, systemRandom);
    await sealTwoBatches();
    const { position, digest, ...row } = await rowAt(1);
    assert.ok(position && digest);
    await database.write((tx) =>
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
      database.write(async (tx) => {
        await body(tx);
        throw new Error('cut short');
      });
    const dying = auditWith(anySecrets, { ...database, write: cut as Database['write'] });
    await assert.rejects(dying.seal(), /cut short/);
    assert.deepEqual(await positions(), [null, null, null]);
    assert.equal((await audit.verify(operator)).unsealed, 3);
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
        await audit.seal();
      }
    })();
    for (let turn = 0; turn < 20; turn++) assert.equal(await found(), undefined);
    more = false;
    await sealing;
  });

  it('shows a changed field, whichever it is', async () => {
    await sealTwoBatches();
    const { position, digest, ...row } = await rowAt(3);
    assert.ok(position && digest);
    for (const [name, value] of Object.entries(row)) {
      const other = typeof value === 'number' ? value + 1 : `${value ?? ''}x`;
      await change(3, { [name]: other });
      assert.deepEqual(await found(), ['changed', 3, 3], name);
      await change(3, { [name]: value });
      assert.equal(await found(), undefined, name);
    }
    await change(3, { digest: null });
    assert.deepEqual(await found(), ['changed', 3, 3]);
  });

  it('names the event that stands at the first bad position, and how many before it are sound', async () => {
    await sealTwoBatches();
    for (const position of [7, 3]) await change(position, { outcome: 'forbidden' });
    const { id } = await rowAt(3);
    const { findings, sealed } = await audit.verify(operator);
    assert.deepEqual(findings, [{ fault: 'changed', position: 3, through: 3, id }]);
    assert.equal(sealed, 2);
  });

  it('shows a changed event whose digest, and every one after it, was computed anew', async () => {
    await sealTwoBatches();
    await change(6, { outcome: 'forbidden' });
    for (let position = 6; position <= 8; position++) {
      const before = (await rowAt(position - 1)).digest;
      const { digest, ...row } = await rowAt(position);
      assert.ok(digest && before);
      await change(position, { digest: link(before, { ...row, position }) });
    }
    assert.deepEqual(await found(), ['changed', 5, 8]);
    const { digest } = await rowAt(8);
    assert.ok(digest);
    await tamper((tx) => tx.updateTable('audit_checkpoints').set({ digest }).where('position', '=', 8).execute());
    assert.deepEqual(await found(), ['checkpoint_forged', 5, 8]);
    await tamper((tx) => tx.updateTable('audit_checkpoints').set({ key: 'x' }).where('position', '=', 8).execute());
    assert.deepEqual(await found(), ['changed', 5, 8], 'another key does not excuse it');
  });

  it('shows events that were deleted in the middle, and where one was put in their place', async () => {
    await sealTwoBatches();
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', 'in', [3, 4]).execute());
    assert.deepEqual(await found(), ['missing', 3, 4]);
    await change(5, { position: 3 });
    assert.deepEqual(await found(), ['changed', 3, 3]);
  });

  it('shows a deleted tail, with or without its checkpoint, and when more is sealed after it', async () => {
    await sealTwoBatches();
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', '>', 6).execute());
    assert.deepEqual(await found(), ['missing', 7, 8]);
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', '>', 4).execute());
    await tamper((tx) => tx.deleteFrom('audit_checkpoints').where('position', '>', 4).execute());
    assert.deepEqual(await found(), ['missing', 5, 8]);
    await record('later');
    await sealAll();
    assert.deepEqual(await found(), ['missing', 5, 8]);
  });

  it('shows an end that was set back to an older checkpoint, and builds nothing on it', async () => {
    await sealTwoBatches();
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', '>', 4).execute());
    await tamper(async (tx) => {
      await tx.deleteFrom('audit_checkpoints').where('position', '>', 4).execute();
      const { first, at, ...older } = await tx.selectFrom('audit_checkpoints').selectAll().executeTakeFirstOrThrow();
      assert.ok(first && at);
      await tx.updateTable('audit_end').set(older).execute();
    });
    assert.deepEqual(await found(), ['end_forged', 5, 5]);
    await record('later');
    assert.equal(await audit.seal(), 'false_end');
    await tamper((tx) => tx.deleteFrom('audit_end').execute());
    assert.equal(await audit.seal(), 'false_end');
    assert.deepEqual(await found(), ['end_forged', 5, 5]);
  });

  it('shows an end that was set back to the very beginning', async () => {
    await sealTwoBatches();
    const beginning = { position: 0, digest: '', key: '', mac: '' };
    await tamper((tx) => tx.updateTable('audit_end').set(beginning).execute());
    assert.deepEqual(await found(), ['end_forged', 1, 8]);
    await tamper((tx) => tx.deleteFrom('audit_events').execute());
    assert.deepEqual(await found(), ['end_forged', 1, 8]);
    await recordMany(2);
    await sealAll();
    assert.deepEqual(await found(), ['end_forged', 3, 8]);
  });

  it('shows events that changed places', async () => {
    await sealTwoBatches();
    await change(6, { position: -1 });
    await change(3, { position: 6 });
    await change(-1, { position: 3 });
    assert.deepEqual(await found(), ['out_of_order', 3, 3]);
  });

  it('shows events whose contents changed places', async () => {
    await sealTwoBatches();
    const [three, six] = [await rowAt(3), await rowAt(6)];
    const swap = async (position: number, { position: _, digest: __, ...row }: typeof three) => change(position, row);
    await swap(3, { ...six, id: 'between' });
    await swap(6, three);
    await change(3, { id: six.id });
    assert.deepEqual(await found(), ['out_of_order', 3, 3]);
  });

  it('shows a forged or a missing checkpoint', async () => {
    await sealTwoBatches();
    const checkpoint = await database.read.selectFrom('audit_checkpoints').selectAll().execute();
    for (const forged of [{ at: 1 }, { mac: 'x' }, { digest: 'x' }, { first: 2 }]) {
      await tamper((tx) => tx.updateTable('audit_checkpoints').set(forged).where('position', '=', 4).execute());
      assert.equal((await found())?.[0], 'checkpoint_forged', JSON.stringify(forged));
      const [good] = checkpoint;
      assert.ok(good);
      await tamper((tx) => tx.updateTable('audit_checkpoints').set(good).where('position', '=', 4).execute());
    }
    await tamper((tx) => tx.deleteFrom('audit_checkpoints').where('position', '=', 4).execute());
    assert.deepEqual(await found(), ['checkpoint_missing', 1, 4]);
    await tamper((tx) => tx.deleteFrom('audit_checkpoints').execute());
    assert.deepEqual(await found(), ['checkpoint_missing', 1, 8]);
  });

  it('shows events that were slipped in where nothing is looked for', async () => {
    await sealTwoBatches();
    const { position, ...row } = await rowAt(8);
    assert.ok(position);
    for (const stray of [0, -5, 12]) {
      await tamper((tx) =>
        tx
          .insertInto('audit_events')
          .values({ ...row, id: 'stray', position: stray })
          .execute(),
      );
      assert.deepEqual(await found(), ['not_sealed', stray, stray]);
      await tamper((tx) => tx.deleteFrom('audit_events').where('id', '=', 'stray').execute());
    }
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
      const long = database.write(async (tx) => {
        await audit.record(tx, operator, { event: numbered(0) });
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
      await migrate(both[0] ?? database);
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
