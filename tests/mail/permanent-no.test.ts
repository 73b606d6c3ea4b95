import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryEngine } from '../engines.ts';
import { groundOn } from './ground.ts';
import { scribe, serverAt, triesOf, until } from './stage.ts';

onEveryEngine('a permanent no', (engine) => {
  const { serve, stageOn } = groundOn(engine);

  it('F-17 ends the message at once, without asking another server', async () => {
    const first = await serve({ script: { to: () => ({ code: 550, text: '5.1.1 no such user' }) } });
    const second = await serve();
    const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
    const failed: string[] = [];
    const stop = stage.run(scribe({ failed: async (_tx, _message, reason) => void failed.push(reason) }));
    const ended = await stage.becomes(await stage.put(), 'failed');
    await stop();
    assert.equal(ended.reason, 'recipient_refused');
    assert.equal(ended.attempts[0]?.reply, '550 5.1.1 no such user');
    assert.deepEqual(failed, ['recipient_refused']);
    assert.equal(second.connections.total <= 1, true);
    assert.equal(second.received.length, 0);
  });

  it('that nobody understands ends the message once every server was asked, and is not told to be the address’s fault', async () => {
    const first = await serve({ script: { to: () => ({ code: 550, text: 'no' }) } });
    const second = await serve();
    const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
    const failed: unknown[] = [];
    const stop = stage.run(
      scribe({ failed: async (_tx, _message, reason, unreachable) => void failed.push([reason, unreachable]) }),
    );
    const sent = await stage.becomes(await stage.put(), 'sent');
    second.script.to = () => ({ code: 554, text: 'nor here' });
    const ended = await stage.becomes(await stage.put(), 'failed');
    await stop();
    assert.deepEqual(triesOf(sent), [
      ['first', 'permanent', 'message_refused'],
      ['second', 'accepted', 'accepted'],
    ]);
    assert.deepEqual(
      triesOf(ended).map(([, , reason]) => reason),
      ['message_refused', 'message_refused'],
    );
    assert.deepEqual(failed, [['message_refused', false]]);
  });

  it('is said to an address that is none, without a server being asked', async () => {
    const server = await serve();
    const stage = stageOn(serverAt(server.port));
    const stop = stage.run(scribe());
    for (const address of [
      'nobody',
      'a@b@c',
      'ann@example.com, eve@evil.example',
      'ann@example.com\r\nRCPT TO:<eve@evil.example>',
      '',
    ]) {
      const ended = await stage.becomes(await stage.put({ to: { name: 'Ann', address } }), 'failed');
      assert.deepEqual(triesOf(ended), [[null, 'permanent', 'address_malformed']], address);
    }
    await stop();
    assert.deepEqual(server.asked, []);
  });

  it('of a server without SMTPUTF8 is not the last word while another may have it', async () => {
    const first = await serve({ options: { hideSMTPUTF8: true } });
    const second = await serve();
    const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
    const to = { name: 'Jörg', address: 'jörg@example.com' };
    const stop = stage.run(scribe());
    const sent = await stage.becomes(await stage.put({ to }), 'sent');
    await second.close();
    const later = await stage.put({ to });
    for (const tries of [2, 3]) {
      const waiting = await until(async () => {
        const now = await stage.message(later);
        return now.attempts.length === tries && now.state !== 'sending' && now;
      });
      assert.equal(waiting.state, 'queued');
      await stage.pass(Date.parse(waiting.run_at) - stage.clock.now());
    }
    await stop();
    assert.deepEqual(second.received[0]?.to, ['jörg@example.com']);
    assert.deepEqual(
      triesOf(sent).map(([, , reason]) => reason),
      ['smtputf8_missing', 'accepted'],
    );
  });
});
