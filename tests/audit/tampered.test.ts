import assert from 'node:assert/strict';
import { it } from 'node:test';
import { link } from '../../src/audit/chain.ts';
import { operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { sealedRecord } from './sealed-record.ts';

onEveryEngine('a sealed record that was tampered with', (engine) => {
  const held = sealedRecord(engine);
  const { record, recordMany, sealTwoBatches, sealAll, rowAt, tamper, change, found } = held;

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
    const { findings, sealed } = await held.audit.verify(operator);
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
    assert.equal(await held.audit.seal(), 'false_end');
    await tamper((tx) => tx.deleteFrom('audit_end').execute());
    assert.equal(await held.audit.seal(), 'false_end');
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
    const checkpoint = await held.database.read.selectFrom('audit_checkpoints').selectAll().execute();
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
});
