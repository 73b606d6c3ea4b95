import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import { handOver, report } from '../bounce.ts';
import { onEveryEngine } from '../engines.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { operator, type Stage, scribe, serverAt, setStage, until } from './stage.ts';

onEveryEngine('a letter that comes back (F-22)', (engine) => {
  const ground = groundOn(engine);
  let server: ScriptedServer;
  let stage: Stage;
  let receiver: Awaited<ReturnType<Stage['mail']['receiveBounces']>>;
  const failures: string[] = [];
  beforeEach(async () => {
    failures.length = 0;
    server = await ground.serve();
    stage = setStage(ground.database, { servers: [serverAt(server.port)] });
    await stage.settings.change(operator, 'bounce_address', 'bounces@acme.test');
    receiver = ground.keep(await stage.mail.receiveBounces([composer], { host: '127.0.0.1', port: 0 }));
  });

  const composer = scribe({
    async failed(_tx, message, reason) {
      failures.push(`${message.to.address} ${reason}`);
    },
  });
  const sent = async (): Promise<{ id: string; path: string }> => {
    const stop = stage.run(composer);
    const id = await stage.put();
    await stage.becomes(id, 'sent');
    await stop();
    return { id, path: server.received.at(-1)?.from ?? '' };
  };

  it('marks its message, adds what the other server said, and tells its composer once', async () => {
    const { id, path } = await sent();
    assert.match(path, /^bounces\+[0-9a-f]{32}-[0-9a-f]{16}@acme\.test$/);
    for (let times = 0; times < 2; times += 1)
      assert.match(await handOver(receiver.port, path, report('failed', '5.1.1')), /^250/);
    const message = await stage.message(id);
    assert.equal(message.state, 'bounced');
    const [accepted, bounced] = message.attempts;
    assert.equal(accepted?.outcome, 'accepted');
    assert.deepEqual(
      [bounced?.outcome, bounced?.reason, bounced?.reply],
      ['permanent', 'bounced', '550 5.1.1 User unknown'],
    );
    assert.deepEqual(failures, ['ann@example.com bounced']);
  });

  it('leaves its message sent while it is only late, and keeps what was said last', async () => {
    const { id, path } = await sent();
    for (const words of ['450 4.4.1 not yet', '450 4.4.1 nor now'])
      assert.match(await handOver(receiver.port, path, report('delayed', '4.4.1', words)), /^250/);
    const message = await stage.message(id);
    assert.equal(message.state, 'sent');
    const told = message.attempts.map(({ number, reason, reply }) => [number, reason, reply]);
    assert.deepEqual(told.slice(1), [[2, 'delayed', '450 4.4.1 nor now']]);
    assert.deepEqual(failures, []);
  });

  it('is not late any more once it came back', async () => {
    const { id, path } = await sent();
    for (const action of ['delayed', 'failed', 'delayed'])
      assert.match(await handOver(receiver.port, path, report(action, '5.1.1')), /^250/);
    const reasons = (await stage.message(id)).attempts.map(({ reason }) => reason);
    assert.deepEqual(reasons, ['accepted', 'delayed', 'bounced']);
  });

  it('comes again when it came before its message was known to be sent', async () => {
    const early: string[] = [];
    server.script.letter = async ({ from }) => {
      early.push(await handOver(receiver.port, from, report('failed', '5.1.1')));
      return undefined;
    };
    const { id, path } = await sent();
    assert.match(early[0] ?? '', /^451/);
    assert.match(await handOver(receiver.port, path, report('failed', '5.1.1')), /^250/);
    assert.equal((await stage.message(id)).state, 'bounced');
  });

  it('comes again when it came before its message was sent once more, whose confirmation was lost', async () => {
    server.script.letter = () => 'drop';
    const stop = stage.run(composer);
    const id = await stage.put();
    const path = await until(() => server.received[0]?.from);
    await until(async () => (await stage.message(id)).state === 'queued');
    assert.match(await handOver(receiver.port, path, report('failed', '5.1.1')), /^451/);
    delete server.script.letter;
    await stage.pass(2 * minute);
    await stage.becomes(id, 'sent');
    await stop();
    assert.match(await handOver(receiver.port, path, report('failed', '5.1.1')), /^250/);
    assert.equal((await stage.message(id)).state, 'bounced');
  });

  it('is read at its beginning, however much follows', async () => {
    const { id, path } = await sent();
    const long = report('failed', '5.1.1') + 'our letter\r\n'.repeat(80_000);
    assert.match(await handOver(receiver.port, path, long), /^250/);
    assert.equal((await stage.message(id)).state, 'bounced');
  });

  it('is taken unread when its message brought ten reports within a day', async () => {
    const { id, path } = await sent();
    const came = async (raw: string): Promise<void> => assert.match(await handOver(receiver.port, path, raw), /^250/);
    for (let times = 0; times < 10; times += 1) await came('Subject: Re: hello\r\n\r\nThanks!\r\n');
    await came(report('failed', '5.1.1'));
    assert.equal((await stage.message(id)).state, 'sent');
    stage.clock.advance(day);
    await came(report('failed', '5.1.1'));
    assert.equal((await stage.message(id)).state, 'bounced');
  });

  it('is turned away where the address is not a return path that we made', async () => {
    const { id, path } = await sent();
    const forged = path.replace(/-[0-9a-f]{4}/, '-0000');
    for (const address of [forged, 'bounces@acme.test', 'ann@example.com'])
      assert.match(await handOver(receiver.port, address, report('failed', '5.1.1')), /^550/);
    assert.equal((await stage.message(id)).state, 'sent');
  });

  it('changes nothing when it is an answer and no bounce', async () => {
    const { id, path } = await sent();
    assert.match(
      await handOver(receiver.port, path, 'From: ann@example.com\r\nSubject: Re: hello\r\n\r\nThanks!\r\n'),
      /^250/,
    );
    assert.equal((await stage.message(id)).state, 'sent');
  });
});
