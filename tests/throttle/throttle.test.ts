import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Database } from '../../src/database/index.ts';
import { createSecrets, hour, minute, second, systemRandom } from '../../src/kernel/index.ts';
import { createThrottle, type Throttle } from '../../src/throttle/index.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';

onEveryEngine('throttle', (engine) => {
  const clock = movedClock();
  const secrets = createSecrets('a secret of the installation, long enough', undefined, systemRandom);
  const rule = { name: 'asks', max: 3, within: minute };
  let database: Database;
  let throttle: Throttle;
  before(async () => {
    database = await engine.open();
    throttle = createThrottle({ clock, secrets });
  });
  after(() => database.close());

  const take = (of: string) => database.write((tx) => throttle.take(tx, [{ rule, of }]));
  const fail = (of: string) => database.write((tx) => throttle.countFailure(tx, of));
  const wait = (of: string) => database.write((tx) => throttle.waitAfterFailures(tx, of));

  it('lets the allowed number through and tells the next how long to wait', async () => {
    const waits = [];
    for (let index = 0; index < 4; index++) {
      waits.push(await take('a'));
      clock.advance(second);
    }
    assert.deepEqual(waits, [0, 0, 0, minute - 3 * second]);
    clock.advance(minute - 4 * second);
    assert.equal(await take('a'), 0);
  });

  it('counts exactly, however many come at once', async () => {
    const waits = await Promise.all(Array.from({ length: 40 }, () => take('crowd')));
    assert.equal(waits.filter((ms) => ms === 0).length, 3);
  });

  it('counts each apart, and refuses by the fullest of several', async () => {
    const wide = { name: 'wide', max: 100, within: hour };
    const both = () =>
      database.write((tx) =>
        throttle.take(tx, [
          { rule, of: 'b' },
          { rule: wide, of: 'b' },
        ]),
      );
    assert.deepEqual([await both(), await both(), await both()], [0, 0, 0]);
    assert.equal(await both(), minute);
    assert.equal(await take('c'), 0);
  });

  it('uses up nothing of a wide limit for what a narrow one stops', async () => {
    const wide = { name: 'everybody', max: 5, within: hour };
    const from = (source: string) =>
      database.write((tx) =>
        throttle.take(tx, [
          { rule, of: source },
          { rule: wide, of: '' },
        ]),
      );
    for (let index = 0; index < 100; index++) await from('flood');
    assert.equal(await from('honest'), 0);
    assert.equal(await from('honest'), 0);
    assert.equal(await from('another'), hour);
  });

  it('doubles the wait from the fifth failure in a row, up to 15 minutes', async () => {
    const waits = [];
    for (let index = 0; index < 16; index++) waits.push((await fail('guesser')) / second);
    assert.deepEqual(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    clock.advance(10 * minute);
    assert.equal(await wait('guesser'), 5 * minute);
    await database.write((tx) => throttle.forgetFailures(tx, 'guesser'));
    assert.equal(await wait('guesser'), 0);
  });

  it('forgets a row of failures after a day without one', async () => {
    for (let index = 0; index < 8; index++) await fail('yesterday');
    clock.advance(24 * hour);
    assert.equal(await fail('yesterday'), 0);
  });

  it('keeps nobody’s name or address in its rows', async () => {
    await take('mara@example.com from 192.0.2.7');
    const rows = await database.read.selectFrom('limits').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes('mara') && !JSON.stringify(rows).includes('192.0.2.7'));
  });

  it('drops counters that count nothing any more', async () => {
    clock.advance(48 * hour);
    await database.write((tx) => throttle.sweep(tx));
    assert.equal((await database.read.selectFrom('limits').select('key').execute()).length, 0);
  });
});
