import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, tellTrouble } from '../../src/database/index.ts';
import { Refusal, silent } from '../../src/kernel/index.ts';
import { sqlite } from '../engines.ts';
import { refuses } from '../refuses.ts';

describe('a database that refuses writes', () => {
  let database: Database;
  before(async () => {
    database = await sqlite.open();
  });
  after(() => database.close());

  it('is told to the operator with the cause, and refuses all the same', async () => {
    const told: unknown[] = [];
    const full = Object.assign(new Refusal('busy', { retryAfter: 5 }), {
      cause: new Error('database or disk is full'),
    });
    const log = { ...silent, error: (_event: string, error: unknown) => told.push(error) };
    const watched = tellTrouble(database, log);
    await refuses(
      watched.write(async () => full),
      'busy',
    );
    assert.deepEqual(told, [full]);
  });

  it('says nothing of any other refusal', async () => {
    const log = { ...silent, error: () => assert.fail('nothing is wrong with the database') };
    await refuses(
      tellTrouble(database, log).write(async () => new Refusal('not_found', {})),
      'not_found',
    );
  });
});
