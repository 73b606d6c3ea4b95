import assert from 'node:assert/strict';
import { it } from 'node:test';
import { day, second } from '../../src/kernel/index.ts';
import type { MailLimits } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import type { Answer, ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { operator, type Stage, scribe, serverAt, setStage, triesOf, until } from './stage.ts';

onEveryEngine('a mail server that takes letters and confirms none', (engine) => {
  const ground = groundOn(engine);
  const dropping = () => ground.serve({ script: { letter: () => 'drop' } });
  const stageOn = (servers: ScriptedServer[], limits: MailLimits = {}): Stage => {
    const named = servers.map(({ port }, place) =>
      serverAt(port, place === 0 ? { name: 'first' } : { name: 'spare', sequence: 20 }),
    );
    return setStage(ground.database, { servers: named, limits });
  };
  const putTo = (stage: Stage, name: string) =>
    stage.put({ to: { name, address: `${name}@example.com` }, expiresAt: stage.clock.now() + 7 * day });
  const first = async (stage: Stage) => (await stage.mail.servers.list(operator))[0];
  /** The letter was taken there without a word, so often. */
  const unconfirmed = (stage: Stage, id: string, times = 1) =>
    until(async () => {
      const now = await stage.message(id);
      return now.state === 'queued' && now.attempts.length === times && now;
    });

  for (const [what, answer] of [
    ['hangs up', async (): Promise<Answer> => 'drop'],
    ['says nothing', (): Promise<Answer> => new Promise(() => {})],
  ] as const)
    it(`and ${what} after three in a row is left alone: the next one goes to another server, which had none of the three`, async () => {
      const spare = await ground.serve();
      const stage = stageOn([await ground.serve({ script: { letter: answer } }), spare], { data: 300 });
      const stop = stage.run(scribe());
      const ids: string[] = [];
      for (const name of ['ann', 'ben', 'cleo']) {
        assert.equal((await first(stage))?.state === 'failing', false);
        ids.push(await putTo(stage, name));
        await unconfirmed(stage, ids.at(-1) ?? '');
      }
      assert.equal(spare.received.length, 0);
      await until(async () => (await first(stage))?.state === 'failing');
      const told = await first(stage);
      assert.equal(told?.last_reason, 'unconfirmed');
      assert.match(told?.last_words ?? '', /takes letters and then hangs up or says nothing/);
      const next = await stage.becomes(await putTo(stage, 'dora'), 'sent');
      assert.deepEqual(triesOf(next), [['spare', 'accepted', 'accepted']]);
      await stop();
    });

  it('is told where there is no other, and once it answers one letter at a time finds out whether it confirms', async () => {
    const server = await dropping();
    const stage = stageOn([server]);
    const stop = stage.run(scribe());
    const ids = await Promise.all(['ann', 'ben', 'cleo'].map((name) => putTo(stage, name)));
    for (const id of ids) await unconfirmed(stage, id);
    await until(() => !stage.mail.ready());
    assert.deepEqual([stage.mail.trouble()?.what, stage.mail.trouble()?.reason], ['failing', 'unconfirmed']);
    const waiting = await Promise.all(['dora', 'eve', 'fay'].map((name) => putTo(stage, name)));
    await stage.pass(31 * second);
    const each = () => Promise.all(waiting.map((id) => stage.message(id)));
    await until(async () => (await each()).some(({ attempts }) => attempts.length === 1));
    assert.equal(server.received.length, 4);
    assert.equal(stage.mail.ready(), false, 'also while it is on trial');
    await until(async () => (await first(stage))?.state === 'failing');
    assert.equal(stage.mail.trouble()?.reason, 'unconfirmed');
    delete server.script.letter;
    await stage.pass(31 * second);
    await stage.pass(second);
    assert.equal(server.received.length, 4, 'it is left alone for longer each time');
    await stage.pass(31 * second);
    await until(() => stage.mail.trouble() === undefined);
    await until(async () => (await first(stage))?.state === 'working');
    await until(async () => {
      await stage.pass(second);
      return (await each()).every(({ state }) => state === 'sent');
    });
    await stop();
  });

  it('is asked by one letter at a time once it answers, while the others go to the next one', async () => {
    const confirmed = Promise.withResolvers<undefined>();
    const server = await dropping();
    const spare = await ground.serve();
    const stage = stageOn([server, spare]);
    const stop = stage.run(scribe());
    for (const name of ['ann', 'ben', 'cleo']) await unconfirmed(stage, await putTo(stage, name));
    await until(async () => (await first(stage))?.state === 'failing');
    server.script.letter = () => confirmed.promise;
    await stage.pass(31 * second);
    const onTrial = await until(async () => {
      const id = await putTo(stage, 'dora');
      await until(async () => server.asked.length === 4 || (await stage.message(id)).state === 'sent');
      return server.asked.length === 4 && id;
    });
    for (const name of ['eve', 'fay']) await stage.becomes(await putTo(stage, name), 'sent');
    assert.equal(server.asked.length, 4);
    confirmed.resolve(undefined);
    await stage.becomes(onTrial, 'sent');
    await until(async () => (await first(stage))?.state === 'working');
    await stop();
  });

  it('is not taken back into use by a test without a letter, which at most lets the next letter try it', async () => {
    const server = await dropping();
    const spare = await ground.serve();
    const stage = stageOn([server, spare]);
    const stop = stage.run(scribe());
    for (const name of ['ann', 'ben', 'cleo']) await unconfirmed(stage, await putTo(stage, name));
    const failing = await until(async () => {
      const now = await first(stage);
      return now?.state === 'failing' && now;
    });
    const test = (wish: { to?: string }) => stage.mail.servers.test(operator, { server: failing.id, ...wish });
    assert.equal((await test({})).accepted, true);
    assert.deepEqual([(await first(stage))?.state, (await first(stage))?.last_reason], ['failing', 'unconfirmed']);
    await putTo(stage, 'dora');
    await until(() => server.received.length === 4);
    const next = await stage.becomes(await putTo(stage, 'eve'), 'sent');
    assert.deepEqual(triesOf(next), [['spare', 'accepted', 'accepted']]);
    assert.equal((await test({ to: 'ina@example.com' })).accepted, false);
    assert.equal((await first(stage))?.state, 'failing');
    delete server.script.letter;
    assert.equal((await test({ to: 'ina@example.com' })).accepted, true);
    assert.equal((await first(stage))?.state, 'working');
    await stop();
  });

  it('of some is not left alone while it confirms others between them', async () => {
    const server = await ground.serve({
      script: { letter: ({ to }) => (to[0]?.startsWith('ann') ? 'drop' : undefined) },
    });
    const stage = stageOn([server]);
    const stop = stage.run(scribe());
    for (const name of ['ann-1', 'ann-2', 'ben', 'ann-3', 'ann-4', 'cleo']) {
      const id = await putTo(stage, name);
      if (name.startsWith('ann')) await unconfirmed(stage, id);
      else await stage.becomes(id, 'sent');
    }
    assert.equal((await first(stage))?.state, 'working');
    await stop();
  });

  it('of one person gets a letter three times, and then the next server gets it, too', async () => {
    const [server, spare] = [await dropping(), await ground.serve()];
    const stage = stageOn([server, spare]);
    const stop = stage.run(scribe());
    const id = await putTo(stage, 'ann');
    for (const times of [1, 2]) {
      const waiting = await unconfirmed(stage, id, times);
      assert.equal(spare.received.length, 0);
      await stage.pass(Date.parse(waiting.run_at) - stage.clock.now());
    }
    const sent = await stage.becomes(id, 'sent');
    assert.deepEqual(
      triesOf(sent).map(([at]) => at),
      ['first', 'first', 'first', 'spare'],
    );
    await stop();
  });
});
