import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moveHousekeepingTime } from '../../src/database/index.ts';
import { day } from '../../src/kernel/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { numbered } from './numbered.ts';
import { sealedRecord, secretsOf } from './sealed-record.ts';

const kept = 365 * day;

onEveryEngine('the record whose oldest events are removed', (engine) => {
  const held = sealedRecord(engine);
  const { auditWith, tamper, change, found } = held;

  const sealed = async (count: number, by = held.audit): Promise<void> => {
    await held.database.write(async (tx) => {
      for (let number = 0; number < count; number++) await by.record(tx, operator, { event: numbered(number) });
    });
    while ((await by.seal()) !== 'idle');
  };
  /** Positions 1 to 6 in two batches, half a year, 7 to 10 in one; the first two have become old. */
  const threeBatches = async (): Promise<void> => {
    await sealed(3);
    await sealed(3);
    held.clock.advance(kept / 2);
    await sealed(4);
    held.clock.advance(kept / 2 + 2 * day);
  };
  const positions = async (): Promise<(number | null)[]> => {
    const rows = await held.database.read.selectFrom('audit_events').select('position').orderBy('id').execute();
    return rows.map((row) => row.position);
  };

  it('keeps all that is younger, is verified from where it begins, and tells of the removal', async () => {
    await threeBatches();
    assert.equal(await held.audit.forget(kept), 6);
    assert.deepEqual(await positions(), [7, 8, 9, 10, null]);
    const { end, ...verification } = await held.audit.verify(operator);
    assert.deepEqual(verification, { first: 7, sealed: 4, unsealed: 1, checkpoints: 1, findings: [] });
    assert.equal(end?.position, 10);
    const { items } = await held.audit.list(operator, { event: 'audit.forgotten' });
    assert.deepEqual(
      items.map(({ details, actor }) => [details, actor.kind]),
      [[{ events: 6, through: 6 }, 'system']],
    );
    await sealed(2);
    const { sealed: count, findings } = await held.audit.verify(operator);
    assert.deepEqual([count, findings], [7, []]);
  });

  it('ends with the part that it is at when the server is to stop, and the next one goes on', async () => {
    await sealed(1_100);
    held.clock.advance(kept + 2 * day);
    const removed = await held.audit.forget(kept, AbortSignal.abort());
    assert.ok(typeof removed === 'number' && removed > 0 && removed < 1_100, String(removed));
    assert.equal(await held.audit.forget(kept), 1_100 - removed);
  });

  it('goes on from where it stopped, year after year, until all that was sealed is gone', async () => {
    await threeBatches();
    await held.audit.forget(kept);
    held.clock.advance(kept);
    assert.equal(await held.audit.forget(kept), 4);
    await sealed(0);
    assert.deepEqual(await positions(), [11, 12]);
    assert.equal(await found(), undefined);
  });

  it('is left alone while nothing has been old for a day, and removes a long past in steps', async () => {
    await sealed(2_300);
    held.clock.advance(kept + day - 1);
    assert.equal(await held.audit.forget(kept), 0);
    held.clock.advance(2);
    assert.equal(await held.audit.forget(kept), 2_300);
    const { items } = await held.audit.list(operator, { event: 'audit.forgotten' });
    assert.equal(items.length, 3);
  });

  it('F-09 loses nothing to a clock that is years ahead for some hours, and catches up with one that is right', async () => {
    const hours = async (count: number) => {
      for (let hour = 0; hour < count; hour++) {
        await held.database.write((tx) => moveHousekeepingTime(tx, held.clock.now()));
        assert.equal(await held.audit.forget(kept), 0);
      }
    };
    await sealed(3);
    await hours(1);
    held.clock.jump(5 * kept);
    await hours(20);
    held.clock.jump(-5 * kept);
    await hours(20);
    held.clock.advance(kept + 2 * day);
    await hours(366);
    await held.database.write((tx) => moveHousekeepingTime(tx, held.clock.now()));
    assert.equal(await held.audit.forget(kept), 3);
  });

  it('F-09 keeps nothing for longer because a clock was years behind for some hours', async () => {
    const hours = async (count: number) => {
      for (let hour = 0; hour < count; hour++) {
        await held.database.write((tx) => moveHousekeepingTime(tx, held.clock.now()));
      }
    };
    await sealed(3);
    await hours(1);
    held.clock.advance(kept + 2 * day);
    await hours(367);
    held.clock.jump(-50 * kept);
    await hours(3);
    assert.equal(await held.audit.forget(kept), 0);
    held.clock.jump(50 * kept);
    await hours(3);
    assert.equal(await held.audit.forget(kept), 3);
  });

  it('never loses an event that waits to be sealed, however old', async () => {
    await held.database.write((tx) => held.audit.record(tx, operator, { event: numbered(1) }));
    held.clock.advance(2 * kept);
    assert.equal(await held.audit.forget(kept), 0);
    assert.deepEqual(await positions(), [null]);
  });

  it('keeps as evidence what is not as it was sealed, and names it', async () => {
    await threeBatches();
    await change(2, { outcome: 'forbidden' });
    assert.equal(await held.audit.forget(kept), 'false_record');
    assert.deepEqual(await found(), ['changed', 2, 2]);
    assert.equal((await positions()).length, 10);
  });

  it('shows what is changed or missing right behind the edge', async () => {
    await threeBatches();
    await held.audit.forget(kept);
    await change(7, { outcome: 'forbidden' });
    assert.deepEqual(await found(), ['changed', 7, 7]);
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', 'in', [7, 8]).execute());
    assert.deepEqual(await found(), ['missing', 7, 8]);
    await tamper((tx) => tx.deleteFrom('audit_checkpoints').execute());
    await tamper((tx) => tx.deleteFrom('audit_events').where('position', 'is not', null).execute());
    assert.deepEqual(await found(), ['missing', 7, 10]);
  });

  it('shows a beginning that was moved, set back or removed', async () => {
    await threeBatches();
    await held.audit.forget(kept);
    const start = await held.database.read.selectFrom('audit_start').selectAll().executeTakeFirstOrThrow();
    const put = (to: Partial<typeof start>) => tamper((tx) => tx.updateTable('audit_start').set(to).execute());
    const last = await held.database.read.selectFrom('audit_checkpoints').selectAll().executeTakeFirstOrThrow();
    await put({ position: last.position, digest: last.digest, mac: last.mac });
    assert.deepEqual(await found(), ['start_forged', 1, 10]);
    const end = await held.database.read.selectFrom('audit_end').select(['digest', 'mac']).executeTakeFirstOrThrow();
    await put(end);
    assert.deepEqual(await found(), ['start_forged', 1, 10]);
    await put({ position: 0, digest: '', key: '', mac: '' });
    assert.deepEqual(await found(), ['missing', 1, 6]);
    await tamper((tx) => tx.deleteFrom('audit_start').execute());
    assert.deepEqual(await found(), ['start_forged', 1, 1]);
    assert.equal(await held.audit.forget(1), 'false_record');
  });

  it('shows an event that was slipped in where the removed ones were', async () => {
    await threeBatches();
    await held.audit.forget(kept);
    const row = await held.database.read.selectFrom('audit_events').selectAll().limit(1).executeTakeFirstOrThrow();
    await tamper((tx) =>
      tx
        .insertInto('audit_events')
        .values({ ...row, id: 'stray', position: 4 })
        .execute(),
    );
    assert.deepEqual(await found(), ['not_sealed', 4, 4]);
  });

  it('is verified while old events are being removed', async () => {
    for (let batch = 0; batch < 12; batch++) await sealed(200);
    held.clock.advance(kept + 2 * day);
    const forgetting = held.audit.forget(kept);
    for (let turn = 0; turn < 5; turn++) assert.equal(await found(), undefined);
    assert.equal(await forgetting, 2_400);
    assert.equal(await found(), undefined);
  });

  it('removes nothing twice where two processes are at it', async () => {
    await threeBatches();
    const told = await Promise.all([held.audit.forget(kept), auditWith(anySecrets).forget(kept)]);
    assert.ok(told.includes(6) && told.every((one) => one === 6 || one === 0 || one === 'held'), told.join(' '));
    assert.equal(await found(), undefined);
  });

  it('keeps its beginning across rotations of the secret, and is left alone by a stranger to it', async () => {
    await sealed(3, auditWith(secretsOf('a')));
    held.clock.advance(kept + 2 * day);
    assert.equal(await auditWith(secretsOf('x')).forget(kept), 'false_record');
    assert.equal(await auditWith(secretsOf('a')).forget(kept), 3);
    await sealed(1, auditWith(secretsOf('b', 'a')));
    assert.equal(await found(auditWith(secretsOf('b'))), undefined);
    assert.deepEqual(await found(auditWith(secretsOf('x'))), ['other_secret', 1, 3]);
  });
});
