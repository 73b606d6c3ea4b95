import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal, type Database } from '../../src/database/index.ts';
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
  const fail = async (of: string) => (await database.write((tx) => throttle.countFailure(tx, of))).wait;
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

  it('counts many who come together as it counts them one by one', async () => {
    const wide = { name: 'street', max: 7, within: hour };
    const widest = { name: 'town', max: 16, within: hour };
    const homes = [1, 2, 1, 1, 1, 3, 1, 2, 4, 4, 4, 4, 5, 5, 6, 7, 8, 8, 9, 1];
    const takesIn = (town: string) =>
      homes.map((home) => [
        { rule, of: `${town} ${home}` },
        { rule: wide, of: `${town} ${home % 2}` },
        { rule: widest, of: town },
      ]);
    const oneByOne: number[] = [];
    for (const takes of takesIn('east')) oneByOne.push(await database.write((tx) => throttle.take(tx, takes)));
    const [first, second] = [takesIn('west').slice(0, 12), takesIn('west').slice(12)];
    const atOnce = [
      ...(await database.write((tx) => throttle.takeEach(tx, first))),
      ...(await database.write((tx) => throttle.takeEach(tx, second))),
    ];
    assert.deepEqual(atOnce, oneByOne);
    const waits = [
      atOnce.filter((ms) => ms === 0),
      atOnce.filter((ms) => ms === minute),
      atOnce.filter((ms) => ms === hour),
    ];
    assert.ok(waits.every(({ length }) => length > 0));
    const left = (town: string) =>
      database.write(async (tx) => {
        const counts: number[] = [];
        for (const take of takesIn(town).flat()) counts.push(await throttle.drain(tx, take));
        return counts;
      });
    assert.deepEqual(await left('west'), await left('east'));
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

  it('takes back a failure that was counted for nothing, and begins no wait for it', async () => {
    const count = () => database.write((tx) => throttle.countFailure(tx, 'crowded'));
    for (let index = 0; index < 6; index++) await fail('crowded');
    clock.advance(2 * second);
    const { inRow } = await count();
    assert.equal(await wait('crowded'), 4 * second);
    await database.write((tx) => throttle.takeBackFailure(tx, 'crowded', inRow));
    assert.equal(await wait('crowded'), 0);
    assert.deepEqual(await count(), { inRow: 7, wait: 4 * second });
    clock.advance(4 * second);
    const [mine, later] = [await count(), await count()];
    await database.write((tx) => throttle.takeBackFailure(tx, 'crowded', mine.inRow));
    assert.equal(await wait('crowded'), 8 * second, 'somebody else has failed since, and that wait goes on');
    assert.equal((await count()).inRow, later.inRow);
    await database.write((tx) => throttle.takeBackFailure(tx, 'never counted', 1));
  });

  it('gives room again for what is put back', async () => {
    for (let index = 0; index < 3; index++) await take('put back');
    await database.write((tx) => throttle.putBack(tx, [{ rule, of: 'put back' }]));
    assert.equal(await take('put back'), 0);
    assert.ok((await take('put back')) > 0);
  });

  it('begins a window anew where all that it counted was put back', async () => {
    const takes = [{ rule: { name: 'emptied', max: 1, within: hour }, of: 'emptied' }];
    await database.write((tx) => throttle.take(tx, takes));
    await database.write((tx) => throttle.putBack(tx, takes));
    clock.advance(hour / 2);
    await database.write((tx) => throttle.take(tx, takes));
    assert.equal(await database.write((tx) => throttle.take(tx, takes)), hour);
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
    await throttle.sweep(createPiecemeal({ database, clock }));
    assert.equal((await database.read.selectFrom('limits').select('key').execute()).length, 0);
  });

  it('F-09 shuts nobody out for longer than the limit says when the clock was ahead for a while', async () => {
    const ahead = movedClock(clock.now() + 24 * hour);
    const early = createThrottle({ clock: ahead, secrets });
    for (let index = 0; index < 4; index++) {
      await database.write((tx) => early.take(tx, [{ rule, of: 'traveller' }]));
      for (let failures = 0; failures < 3; failures++)
        await database.write((tx) => early.countFailure(tx, 'traveller'));
    }
    assert.equal(await throttle.peek(database.read, [{ rule, of: 'traveller' }]), 0);
    assert.equal(await take('traveller'), 0);
    assert.equal(await wait('traveller'), 0);
  });
});
