import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase, schemaState, setInstallationValue, type Tx } from '../../src/database/index.ts';
import { Refusal } from '../../src/kernel/index.ts';
import { type Engine, onEveryEngine } from '../engines.ts';

onEveryEngine('database.write', (engine: Engine) => {
  let database: Database;
  before(async () => {
    database = await engine.open();
  });
  after(() => database.close());

  const put = (key: string) => (tx: Tx) => tx.insertInto('installation').values({ key, value: 'x' }).execute();
  const keys = async () =>
    (await database.read.selectFrom('installation').select('key').execute()).map((row) => row.key);

  it('commits what a body did before it answers', async () => {
    await database.write(put('one'));
    assert.ok((await keys()).includes('one'));
  });

  const tearing = async (tx: Tx) => {
    await put('torn')(tx);
    assert.fail('a bug');
  };

  it('takes back what a body did that throws, and nothing of those beside it', async () => {
    const bodies = [put('left'), tearing, put('right')];
    const settled = await Promise.allSettled(bodies.map((body) => database.write<unknown>(body)));
    assert.deepEqual(
      settled.map((one) => one.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const found = await keys();
    assert.ok(found.includes('left') && found.includes('right') && !found.includes('torn'));
  });

  it('commits what came with a refusal that a body returns, and throws the refusal', async () => {
    const refused = database.write(async (tx) => {
      await put('counted')(tx);
      return new Refusal('limited', { retryAfter: 1 });
    });
    await assert.rejects(refused, (error) => error instanceof Refusal && error.code === 'limited');
    assert.ok((await keys()).includes('counted'));
  });

  it('lets a body that holds what it reads see what the one before it did', async () => {
    await database.write((tx) => tx.insertInto('limits').values({ key: 'n', count: 0, ends_at: 0 }).execute());
    const addOne = () =>
      database.write(async (tx) => {
        const { count } = await tx
          .selectFrom('limits')
          .select('count')
          .where('key', '=', 'n')
          .forNoKeyUpdate()
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('limits')
          .set({ count: count + 1 })
          .where('key', '=', 'n')
          .execute();
      });
    await Promise.all(Array.from({ length: 200 }, addOne));
    const row = await database.read
      .selectFrom('limits')
      .select('count')
      .where('key', '=', 'n')
      .executeTakeFirstOrThrow();
    assert.equal(row.count, 200);
  });

  it('shows readers only what is committed', async () => {
    let seen: string[] = [];
    await database.write(async (tx) => {
      await put('unseen')(tx);
      seen = await keys();
    });
    assert.ok(!seen.includes('unseen'));
  });

  it('wakes whoever waits for changes', async () => {
    const changed = database.changes();
    const woken = changed.wait(60_000);
    await database.write(put('news'));
    await woken;
  });
});

describe('the SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-file-'));
  after(() => rmSync(folder, { recursive: true }));

  it('waits for another process that writes, without holding up this one', async () => {
    const one = await openDatabase(`sqlite:${join(folder, 'two.db')}`);
    const two = await openDatabase(`sqlite:${join(folder, 'two.db')}`);
    await one.write((tx) =>
      tx.schema
        .createTable('installation')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text')
        .execute(),
    );
    const writers = [one, two].flatMap((database) =>
      Array.from({ length: 50 }, (_, index) =>
        database.write((tx) => setInstallationValue(tx, 'secret', String(index))),
      ),
    );
    await Promise.all(writers);
    const woken = two.changes().wait(60_000);
    await one.write((tx) => setInstallationValue(tx, 'secret', 'told'));
    await woken;
    await Promise.all([one.close(), two.close()]);
  });

  it('is whole or refused: no other kind of file is touched', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'these are notes, and no database at all');
    await assert.rejects(
      () => openDatabase(`sqlite:${path}`),
      (error) =>
        error instanceof Refusal && error.is('configuration') && error.details.why.includes('not a SQLite database'),
    );
  });

  it('is known to be empty before its first migration', async () => {
    const database = await openDatabase(`sqlite:${join(folder, 'new.db')}`);
    assert.equal(await schemaState(database), 'empty');
    await database.close();
  });
});
