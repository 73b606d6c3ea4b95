import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import {
  type Database,
  installationValue,
  migrate,
  openDatabase,
  remember,
  setInstallationValue,
} from '../../src/database/index.ts';
import { type Engine, onEveryEngine, type Place } from '../engines.ts';

onEveryEngine('what is remembered of a database', (engine: Engine) => {
  let place: Place;
  let database: Database;
  let other: Database;
  let loads = 0;
  before(async () => {
    place = await engine.place();
    database = await openDatabase(place.url);
    await migrate(database);
    other = await openDatabase(place.url);
    database.changes();
  });
  after(async () => {
    await Promise.all([database.close(), other.close()]);
    await place.remove();
  });

  const createRead = () => {
    loads = 0;
    return remember(database, (db) => {
      loads += 1;
      return installationValue(db, 'base_url');
    });
  };
  const write = (by: Database, url: string) => by.write((tx) => setInstallationValue(tx, 'base_url', url));

  it('is read once, by however many, until something is committed', async () => {
    await write(database, 'one');
    const read = createRead();
    assert.deepEqual(await Promise.all([read(database.read), read(database.read)]), ['one', 'one']);
    assert.equal(loads, 1);
    await write(database, 'two');
    assert.equal(await read(database.read), 'two');
  });

  it('is forgotten when another process commits', async () => {
    const read = createRead();
    await read(database.read);
    const change = database.changes();
    await change.wait(1);
    await write(other, 'theirs');
    while ((await read(database.read)) !== 'theirs') await change.wait(2_000);
    assert.equal(await read(database.read), 'theirs');
  });

  it('is not believed inside a transaction', async () => {
    const read = createRead();
    await read(database.read);
    await database.write(async (tx) => {
      await setInstallationValue(tx, 'base_url', 'inside');
      assert.equal(await read(tx), 'inside');
    });
  });

  it('is not kept when it could not be read', async () => {
    let fails = true;
    const read = remember(database, async () => {
      if (fails) throw new Error('away');
      return 'here';
    });
    await assert.rejects(read(database.read));
    fails = false;
    assert.equal(await read(database.read), 'here');
  });
});
