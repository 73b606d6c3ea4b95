import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { silent, sourceOf } from '../../src/kernel/index.ts';
import { listenForBounces, type Receiver } from '../../src/mail/bounces/receiver.ts';
import { handOver, report } from '../bounce.ts';

describe('the door for letters that come back', () => {
  let receiver: Receiver;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    receiver = await listenForBounces({
      host: '127.0.0.1',
      port: 0,
      isOurs: () => true,
      take: async () => 'not_ours',
      log: silent,
      door: { perSource: 3, introduction: 600 },
    });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await receiver.close();
  });

  const come = (from = '127.0.0.1'): Socket => {
    const socket = connect({ port: receiver.port, host: '127.0.0.1', localAddress: from }).setEncoding('latin1');
    sockets.push(socket.on('error', () => {}));
    return socket;
  };
  const greeting = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);

  it('lets in so many of one source at once, and tells the next one to come again', async () => {
    for (let inside = 0; inside < 3; inside++) assert.match(await greeting(come()), /^220 /);
    const next = come();
    assert.match(await greeting(next), /^421 Too many connections from your address\. Come again in a moment\.\r\n$/);
    await once(next, 'close');
    sockets[0]?.destroy();
    while (!(await greeting(come())).startsWith('220 '));
  });

  it('stays open to others when one source has all that it may have', async () => {
    const crowd = Array.from({ length: 60 }, () => come('127.0.0.2'));
    await Promise.all(crowd.map((socket) => greeting(socket)));
    assert.match(await handOver(receiver.port, 'bounces@acme.test', report('failed', '5.1.1')), /^250/);
  });

  it('does not wait for somebody who comes to no first command, however slowly it is spelt', async () => {
    const [idle, slow, known] = [come(), come(), come()];
    for (const socket of [idle, slow, known]) await greeting(socket);
    known.write('EHLO mail.example\r\n');
    assert.match(await greeting(known), /^250/);
    const spelling = setInterval(() => slow.write('E'), 50);
    const gone = Promise.all([once(idle, 'close'), once(slow, 'close')]);
    for (const said of await Promise.all([greeting(idle), greeting(slow)])) assert.match(said, /^421 You are too slow/);
    await gone;
    clearInterval(spelling);
    assert.equal(known.closed, false);
  });
});

describe('a source', () => {
  it('is an IPv4 address, however the socket spells it, or the /64 of an IPv6 one', () => {
    assert.equal(sourceOf('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(sourceOf('2001:db8:0:1::7'), sourceOf('2001:db8:0:1:a:b:c:d'));
    assert.notEqual(sourceOf('2001:db8:0:1::7'), sourceOf('2001:db8:0:2::7'));
  });
});
