import assert from 'node:assert/strict';
import { it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import { blank, type MessageRecord } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { groundOn } from './ground.ts';
import { letterTo, operator, type Stage, scribe, serverAt, setStage, until } from './stage.ts';

onEveryEngine('letters to a server with a pace', (engine) => {
  const ground = groundOn(engine);
  const paced = async () => {
    const server = await ground.serve();
    return { server, stage: setStage(ground.database, { servers: [serverAt(server.port, { maxPerMinute: 1 })] }) };
  };
  const putMany = (stage: Stage, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, number) =>
        stage.put({
          to: { name: 'Ann', address: `ann-${number}@example.com` },
          expiresAt: stage.clock.now() + day,
        }),
      ),
    );
  /** Those that wait, once nothing is due or on its way any more. */
  const atRest = (stage: Stage): Promise<MessageRecord[]> =>
    until(async () => {
      const { items } = await stage.mail.list(operator, { limit: 200 });
      const waiting = items.filter(({ state }) => state === 'queued');
      const rests = waiting.every(({ run_at }) => Date.parse(run_at) > stage.clock.now());
      return rests && items.every(({ state }) => state !== 'sending') && waiting;
    });
  const minutesUntil = (stage: Stage, { run_at }: MessageRecord) => (Date.parse(run_at) - stage.clock.now()) / minute;

  it('are written once, when their turn has come, also in a queue of hours', async () => {
    const { server, stage } = await paced();
    const written: string[] = [];
    const composer = scribe({
      async compose(message) {
        written.push(message.id);
        return { letter: letterTo(message), to: message.to };
      },
    });
    await putMany(stage, 150);
    const stop = stage.run(composer);
    for (let sent = 1; sent <= 4; sent += 1) {
      await until(() => server.received.length === sent);
      const last = Math.max(...(await atRest(stage)).map((message) => minutesUntil(stage, message)));
      assert.equal(Math.round(last), 150 - sent);
      assert.deepEqual([written.length, new Set(written).size], [sent, sent]);
      await stage.pass(minute);
    }
    await stop();
  });

  it('I-37 wait as long for one to nobody as for one to somebody', async () => {
    const { server, stage } = await paced();
    const put = (kind: string) => stage.put({ kind, expiresAt: stage.clock.now() + day });
    const inLine = () =>
      ground.database.read.selectFrom('messages').select(['kind', 'run_at']).where('state', '=', 'queued').execute();
    await put(blank);
    const stop = stage.run(scribe({ kinds: ['reset', blank] }));
    await until(async () => (await inLine()).length === 0);
    await put(blank);
    await until(async () => (await inLine()).some(({ run_at }) => run_at > stage.clock.now()));
    const own = await put('reset');
    await atRest(stage);
    assert.equal(Math.round(minutesUntil(stage, await stage.message(own))), 2);
    await stage.pass(minute);
    await until(async () => (await inLine()).map(({ kind }) => kind).join() === 'reset');
    await stage.pass(minute);
    await stage.becomes(own, 'sent');
    assert.deepEqual(server.asked, ['ann@example.com']);
    await stop();
  });

  it('move up into the places of those that were withdrawn', async () => {
    const { server, stage } = await paced();
    await putMany(stage, 20);
    const stop = stage.run(scribe());
    await until(() => server.received.length === 1);
    const waiting = (await atRest(stage)).sort((a, b) => a.run_at.localeCompare(b.run_at));
    const last = waiting.pop();
    assert.ok(last && minutesUntil(stage, last) > 15);
    for (const { id } of waiting) await stage.mail.cancel(operator, id);
    await stage.pass(minute);
    await until(async () => minutesUntil(stage, await stage.message(last.id)) < 2);
    await stage.pass(2 * minute);
    await stage.becomes(last.id, 'sent');
    await stop();
  });

  it('find no place taken by letters that were all withdrawn', async () => {
    const { server, stage } = await paced();
    await putMany(stage, 20);
    const stop = stage.run(scribe());
    await until(async () => server.received.length === 1 && (await atRest(stage)).length === 19);
    await ground.database.write((tx) => stage.mail.withdraw(tx, 'all', 'cancelled'));
    await stage.pass(2 * minute);
    await stage.becomes(await stage.put(), 'sent');
    const next = await stage.put();
    await atRest(stage);
    assert.ok(minutesUntil(stage, await stage.message(next)) <= 1);
    await stop();
  });

  it('wait no longer than those before them take, whatever a clock that was ahead promised them (F-09)', async () => {
    const { server, stage } = await paced();
    stage.clock.jump(2 * day);
    await putMany(stage, 3);
    const stop = stage.run(scribe());
    await until(async () => server.received.length === 1 && (await atRest(stage)).length === 2);
    stage.clock.jump(-2 * day);
    await stage.becomes(await stage.put(), 'sent');
    await stage.pass(minute);
    await until(async () => (await atRest(stage)).every((message) => minutesUntil(stage, message) <= 3));
    for (const sent of [3, 4]) {
      await stage.pass(2 * minute);
      await until(() => server.received.length === sent);
      await atRest(stage);
    }
    await stop();
  });
});
