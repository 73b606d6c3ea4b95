import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import { type Message, toldBy } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { groundOn } from './ground.ts';
import { letterTo, messageIdOf, operator, scribe, serverAt, triesOf, until } from './stage.ts';

onEveryEngine('an unknown outcome', (engine) => {
  const { serve, stageOn } = groundOn(engine);

  it('F-19 is sent once more after a minute, with the same Message-ID', async () => {
    let drops = 1;
    const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
    const spare = await serve();
    const stage = stageOn(serverAt(server.port), serverAt(spare.port, { name: 'spare', sequence: 20 }));
    const stop = stage.run(scribe());
    const id = await stage.put();
    const waiting = await until(async () => {
      const now = await stage.message(id);
      return now.attempts.length === 1 && now.state === 'queued' && now;
    });
    assert.deepEqual(triesOf(waiting), [['first', 'unknown', 'dropped_after_data']]);
    assert.equal(spare.received.length, 0);
    await stage.pass(2 * minute);
    await stage.becomes(id, 'sent');
    await stop();
    assert.equal(server.received.length, 2);
    assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 1);
  });

  it('leaves a letter that warns as it was: what happens since is told by one of its own', async () => {
    let drops = 1;
    const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
    const stage = stageOn(serverAt(server.port));
    const told = (message: Message) => `Made: ${JSON.stringify(toldBy(message))}.`;
    const stop = stage.run(
      scribe({
        kinds: ['key_made'],
        compose: async (message) => ({ letter: letterTo(message, { text: told(message) }), to: message.to }),
      }),
    );
    const tell = (key: string) =>
      stage.database.write((tx) => {
        const warning = { kind: 'key_made', warns: 'ann', to: { name: 'Ann', address: 'ann@example.com' } } as const;
        const expiresAt = stage.clock.now() + hour;
        return stage.mail.gather(tx, { ...warning, tells: { key }, expiresAt }, { every: minute });
      });
    const letters = async () => (await stage.mail.list(operator, { limit: 9 })).items;
    await tell('first');
    await until(async () =>
      (await letters()).some(({ state, attempts }) => state === 'queued' && attempts.length === 1),
    );
    await tell('second');
    await tell('third');
    await stage.pass(5 * minute);
    await until(async () => (await letters()).every(({ state }) => state === 'sent'));
    await stop();
    const tells = server.received.map(({ raw }) => [...raw.matchAll(/\bMade: (.*)\./g)].map(([, keys]) => keys));
    const [first, since] = ['[{"key":"first"}]', '[{"key":"second"},{"key":"third"}]'];
    assert.deepEqual(tells.flat().sort(), [first, first, since].sort());
    assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 2);
  });

  it('that repeats is tried ever later, one copy for each, and is told at the end', async () => {
    const server = await serve({ script: { letter: () => 'drop' } });
    const stage = stageOn(serverAt(server.port));
    const stop = stage.run(scribe());
    const id = await stage.put({ expiresAt: stage.clock.now() + 20 * minute });
    for (let copies = 1; ; copies += 1) {
      const message = await until(async () => {
        const now = await stage.message(id);
        return now.attempts.length === copies && now.state !== 'sending' && now;
      });
      assert.equal(server.received.length, copies);
      if (message.state === 'failed') break;
      await stage.pass(Date.parse(message.run_at) - stage.clock.now());
    }
    await stop();
    assert.equal((await stage.message(id)).reason, 'dropped_after_data');
    assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 1);
  });
});
