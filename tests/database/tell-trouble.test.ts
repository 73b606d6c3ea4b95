import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, tellTrouble } from '../../src/database/index.ts';
import { minute, Refusal, silent } from '../../src/kernel/index.ts';
import { sqlite } from '../engines.ts';
import { refuses } from '../refuses.ts';

describe('a database that refuses writes', () => {
  let database: Database;
  before(async () => {
    database = await sqlite.open();
  });
  after(() => database.close());

  const busyBecause = (why: string) => Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause: new Error(why) });

  it('is told to the operator with the cause, once until it is another one or comes back, and refuses all the same', async (t) => {
    const told: unknown[] = [];
    const watched = tellTrouble(database, { ...silent, error: (_event, error) => told.push(error) });
    const [full, readOnly] = [
      busyBecause('database or disk is full'),
      busyBecause('attempt to write a readonly database'),
    ];
    const fails = async (refusal: Refusal) => {
      for (let index = 0; index < 3; index++)
        await refuses(
          watched.write(async () => refusal),
          'busy',
        );
    };
    await fails(full);
    await fails(readOnly);
    await watched.write(async () => undefined);
    await fails(readOnly);
    assert.deepEqual(
      told,
      [full.cause, readOnly.cause],
      'a database that is had now and then is told of once a minute',
    );
    const later = performance.now() + minute;
    t.mock.method(performance, 'now', () => later);
    await fails(readOnly);
    assert.deepEqual(told, [full.cause, readOnly.cause, readOnly.cause]);
  });

  it('says nothing of any other refusal, nor of one that is not the database’s', async () => {
    const watched = tellTrouble(database, {
      ...silent,
      error: () => assert.fail('nothing is wrong with the database'),
    });
    for (const refusal of [new Refusal('not_found', {}), new Refusal('busy', { retryAfter: 1 })])
      await refuses(
        watched.write(async () => refusal),
        refusal.code,
      );
  });
});
